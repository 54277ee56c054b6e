/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the jars of the real runtimes that the build puts on disk.
 *
 * <p>They lie under {@code local-stack/runtimes/NAME/target/jars} of the source tree; the system property
 * {@code affidavit.home} names that tree, else it is the nearest one above the working directory.
 */
public final class Runtimes {
    private static final String LOCATION = "local-stack/runtimes";

    private Runtimes() {}

    /** The top of the source tree. */
    public static Path home() {
        String configured = System.getProperty("affidavit.home");
        Path start = Path.of(configured == null ? "" : configured).toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.isDirectory(directory.resolve(LOCATION))) {
                return directory;
            }
        }
        throw new StackException(
                "Cannot find " + LOCATION + " above " + start + ". Run inside the source tree or set -Daffidavit.home");
    }

    static Path broker() {
        return jars("kafka-4.3.1");
    }

    static Path connect(ConnectVersion version) {
        return jars(version.runtime());
    }

    /** The directory that holds {@code classes} and {@code jars} of the REST catalog. */
    static Path icebergRest() {
        return jars("iceberg-rest-1.11.0").getParent();
    }

    /** The directory that holds {@code classes} and {@code jars} of OpenSearch; only modules that name it build it. */
    static Path openSearch() {
        return jars("opensearch-2.19.3").getParent();
    }

    private static Path jars(String runtime) {
        Path jars = home().resolve(LOCATION).resolve(runtime).resolve("target/jars");
        if (!Files.isDirectory(jars)) {
            throw new StackException("Cannot find the jars of " + runtime + " in " + jars
                    + ". Run: mvn -q -pl local-stack -am package -DskipTests");
        }
        return jars;
    }
}

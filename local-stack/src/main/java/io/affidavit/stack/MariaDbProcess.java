/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A MariaDB server of this machine's package {@code mariadb-server}; not every machine has it. */
public final class MariaDbProcess extends InnoDbProcess {

    /**
     * Prepares an empty server.
     *
     * @param directory where its data and log go
     */
    public MariaDbProcess(Path directory) {
        super(
                "MariaDB",
                directory,
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
    }

    /** The server's program, if this machine has it. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/mariadbd", "/usr/bin/mariadbd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    List<String> command() {
        String program = program()
                .orElseThrow(() -> new StackException("Cannot start MariaDB: install mariadb-server."))
                .toString();
        return List.of(program, "--no-defaults");
    }
}

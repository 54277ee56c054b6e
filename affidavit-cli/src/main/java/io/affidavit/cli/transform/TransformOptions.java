/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.transform;

import io.affidavit.cli.table.ConnectorKeys;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that name the configuration of a transform. */
public final class TransformOptions {

    /** Class names of the transforms that scan. */
    public static final String MASK = "io.affidavit.smt.MaskFields";

    public static final String CLASSIFY = "io.affidavit.smt.ClassifyFields";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration of a connector with the transform in it, or the transform's keys alone: JSON or"
                            + " properties.")
    private Path file;

    @Option(
            names = "--transform",
            paramLabel = "ALIAS",
            description = "Which transform of the connector, where more than one scans.")
    private String alias;

    /** Filled in by picocli. */
    public TransformOptions() {}

    /**
     * The keys of the transform; none where no file is given.
     *
     * @throws io.affidavit.cli.output.Failure if the file cannot be read or names no such transform
     */
    public TransformKeys keys() {
        return file == null
                ? new TransformKeys("", Map.of())
                : TransformKeys.of(ConnectorKeys.read(file), alias, Set.of(MASK, CLASSIFY));
    }

    /** Whether a file is given. */
    public boolean given() {
        return file != null;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.nio.file.Path;
import java.util.List;

/** A MySQL server, whose program the caller names. */
public final class MySqlProcess extends InnoDbProcess {

    private final Path program;

    /**
     * Prepares an empty server.
     *
     * @param program takes options as mysqld does, {@code --initialize-insecure} among them
     * @param directory where its data and log go
     */
    public MySqlProcess(Path program, Path directory) {
        super("MySQL", directory, List.of(program.toAbsolutePath().toString(), "--initialize-insecure"));
        this.program = program.toAbsolutePath();
    }

    @Override
    List<String> command() {
        return List.of(program.toString(), "--sync-binlog=0");
    }
}

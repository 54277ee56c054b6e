/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.nio.file.Path;
import java.util.Map;

/**
 * A process of its own that writes the data files of a batch and then waits to be killed: {@code KilledWriter DIRECTORY}.
 * Prints {@code WRITTEN} when the files are closed and their commit has not happened.
 */
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.commit.timeout", "100ms"));
        archive.put(Events.records(0, 10));
        ExactlyOnceIT.commitInVain(archive, directory);
        System.out.println("WRITTEN");
        Thread.sleep(600_000);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.catalog.LocalFileIO;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** A store whose process dies, as by kill -9, at the access to it whose number {@code -Ddies.at} gives. */
public final class DyingFileIO implements FileIO {

    private static final long serialVersionUID = 1L;
    private static final int KILLED = 137;
    private static final int DIES_AT = Integer.getInteger("dies.at", Integer.MAX_VALUE);
    private static final AtomicInteger ACCESSES = new AtomicInteger();

    private final LocalFileIO files = new LocalFileIO();

    /** Iceberg creates it by name. */
    public DyingFileIO() {}

    /** How often the store was accessed. */
    public static int accesses() {
        return ACCESSES.get();
    }

    @Override
    public InputFile newInputFile(String location) {
        access();
        return files.newInputFile(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        access();
        return files.newOutputFile(location);
    }

    @Override
    public void deleteFile(String location) {
        access();
        files.deleteFile(location);
    }

    private static void access() {
        if (ACCESSES.incrementAndGet() >= DIES_AT) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.catalog.LocalFileIO;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** A local store that forbids deleting. */
public final class KeepingFileIO implements FileIO {

    private static final long serialVersionUID = 1L;

    private final LocalFileIO files = new LocalFileIO();

    /** Iceberg creates it by name. */
    public KeepingFileIO() {}

    @Override
    public InputFile newInputFile(String location) {
        return files.newInputFile(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return files.newOutputFile(location);
    }

    @Override
    public void deleteFile(String location) {
        throw new ForbiddenException("Cannot delete %s", location);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import java.util.function.Supplier;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** An object as Iceberg's readers take it. */
record ObjectFile(String location, long getLength, Supplier<SeekableInputStream> streams) implements InputFile {

    @Override
    public SeekableInputStream newStream() {
        return streams.get();
    }

    @Override
    public boolean exists() {
        return true;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRows;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.io.InputFile;

/**
 * How objects are written.
 *
 * @param format null where the end of each object's name tells
 * @param compression null where the end of each object's name tells
 * @param maxRowBytes more of a row, decompressed, is taken for damage
 * @param maxRowGroupBytes more of a row group of Parquet, decoded, is taken for damage
 */
public record ObjectFormat(
        Format format, Compression compression, char csvDelimiter, int maxRowBytes, long maxRowGroupBytes) {

    /**
     * The rows of an object.
     *
     * @param first rows before this number may be left out
     */
    public UnitRows open(String name, long first, Supplier<InputStream> bytes, Supplier<InputFile> file)
            throws IOException {
        Format written = format != null ? format : formatOf(name);
        if (written == Format.PARQUET) {
            return ParquetRows.open(file.get(), first, maxRowGroupBytes);
        }
        InputStream raw = bytes.get();
        boolean opened = false;
        try {
            UnitRows rows = text(written, name, first, raw);
            opened = true;
            return rows;
        } finally {
            if (!opened) {
                raw.close();
            }
        }
    }

    private UnitRows text(Format written, String name, long first, InputStream raw) throws IOException {
        Compression packed = compression != null ? compression : Compression.ofName(name);
        RowLimit limited = new RowLimit(packed.unpacked(raw), maxRowBytes);
        return switch (written) {
            case JSONL -> new JsonLinesRows(limited, first);
            case JSON -> new JsonRows(limited);
            default -> new CsvRows(limited, csvDelimiter);
        };
    }

    private static Format formatOf(String name) throws UnitException {
        return Format.ofName(Compression.bareName(name.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> UnitException.damaged(
                        "the end of its name tells no format. Set source.format, or leave it out by source.exclude"));
    }

    /** Whether objects of this name can be read. */
    public Optional<String> fault(String name) {
        boolean told = format != null
                || Format.ofName(Compression.bareName(name.toLowerCase(Locale.ROOT)))
                        .isPresent();
        return told ? Optional.empty() : Optional.of("the end of the name " + name + " tells no format");
    }
}

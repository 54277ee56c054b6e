/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.hash.LeafRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Tells how many rows of a file are held, by reading it. Answers are kept for as long as the same holds are open, because
 * a held file stays past its term and is asked about in every round. Not thread-safe.
 */
public final class HeldRows {

    /** How much of a file is held. */
    public enum Share {
        NONE,
        SOME,
        ALL
    }

    private final Map<String, Share> known = new HashMap<>();
    private String registry = "";
    private int schemaId = -1;

    /** A file is only read where its statistics leave it open whether a hold is about it. */
    public Share share(Table table, DataFile file, PartitionSpec spec, Holding holding) {
        return holding.mayHold().test(file, spec) ? rowsOf(table, file.location(), holding) : Share.NONE;
    }

    private Share rowsOf(Table table, String location, Holding holding) {
        if (!holding.registry().equals(registry) || table.schema().schemaId() != schemaId) {
            known.clear();
            registry = holding.registry();
            schemaId = table.schema().schemaId();
        }
        return known.computeIfAbsent(location, path -> read(table, path, holding));
    }

    private static Share read(Table table, String location, Holding holding) {
        Schema schema = table.schema();
        long held = 0;
        long free = 0;
        try (CloseableIterable<StructLike> rows = StoredRows.of(table.io(), location, schema)) {
            for (StructLike row : rows) {
                if (holding.holds().test(row)) {
                    held++;
                } else {
                    free++;
                }
                if (held > 0 && free > 0) {
                    return Share.SOME;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close data file: " + location, e);
        }
        return held > 0 ? Share.ALL : Share.NONE;
    }

    /** Whether a hold is, or may be, about one of some rows of a file. */
    static boolean anyOf(Table table, String location, List<LeafRange> rows, Holding holding) {
        Iterator<LeafRange> ranges = rows.iterator();
        LeafRange range = ranges.next();
        long index = 0;
        try (CloseableIterable<StructLike> each = StoredRows.of(table.io(), location, table.schema())) {
            for (StructLike row : each) {
                if (index >= range.to()) {
                    if (!ranges.hasNext()) {
                        return false;
                    }
                    range = ranges.next();
                }
                if (index >= range.from() && holding.holds().test(row)) {
                    return true;
                }
                index++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close data file: " + location, e);
        }
        return false;
    }
}

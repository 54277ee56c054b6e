/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import io.affidavit.archive.evidence.row.CanonicalRow;
import io.affidavit.archive.replay.grant.ReplayRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;

/**
 * Reads the surveyed records in the order of their coordinates, one window of offsets at a time. Each window is read from the
 * table as it is then: what was erased or has expired since the survey is not replayed. Not thread-safe.
 */
final class WindowReader {

    /** A record and the order of those that share its coordinate: by their canonical bytes, which every reading gives alike. */
    record Found(Coordinate coordinate, Record row, ByteBuffer canonical) {

        static final Comparator<Found> ORDER =
                Comparator.comparing(Found::coordinate).thenComparing(Found::canonical);
    }

    private final Supplier<Table> tables;
    private final ReplayRequest request;
    private final int windowRecords;
    private final Iterator<Map.Entry<Source, OffsetList>> sources;
    private Map.Entry<Source, OffsetList> source;
    private int next;

    /** @param windowBytes of canonical encoding that a window may come to, by the average of all records */
    WindowReader(Supplier<Table> tables, ReplayRequest request, ReplaySurvey survey, long windowBytes) {
        this.tables = tables;
        this.request = request;
        long average = Math.max(1, survey.bytes() / Math.max(1, survey.records()));
        this.windowRecords = (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, windowBytes / average));
        this.sources = survey.offsets().entrySet().iterator();
    }

    /** The records of the next window that has any, sorted; empty at the end. */
    List<Found> next() {
        List<Found> found = List.of();
        while (found.isEmpty() && moveToNextSource()) {
            int end = source.getValue().windowEnd(next, windowRecords);
            found = read(
                    source.getKey(),
                    source.getValue().at(next),
                    source.getValue().at(end - 1));
            next = end;
        }
        return found;
    }

    private boolean moveToNextSource() {
        while (source == null || next == source.getValue().size()) {
            if (!sources.hasNext()) {
                return false;
            }
            source = sources.next();
            next = 0;
        }
        return true;
    }

    private List<Found> read(Source from, long first, long last) {
        Table table = tables.get();
        CanonicalRow canonical = new CanonicalRow(table.schema());
        InternalRecordWrapper internal =
                new InternalRecordWrapper(table.schema().asStruct());
        List<Found> found = new ArrayList<>();
        new ScopeRows(table, request.scope()).read(from, first, last, (coordinate, permitted, row, bytes) -> {
            if (permitted) {
                byte[] fields = new byte[canonical.encodeFields(internal.wrap(row))];
                canonical.copyFields(fields, 0);
                found.add(new Found(coordinate, row, ByteBuffer.wrap(fields)));
            }
        });
        found.sort(Found.ORDER);
        return found;
    }
}

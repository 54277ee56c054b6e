/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** A table in memory whose rows can appear, change and go at any time. */
final class MemorySource implements LogSource {

    private static final Schema SCHEMA =
            SchemaBuilder.struct().field("n", Schema.INT64_SCHEMA).build();

    final TreeMap<Position, String> hashes =
            new TreeMap<>(Comparator.comparingLong(Position::cursor).thenComparing(Position::key));
    long bound = Long.MIN_VALUE;
    long latestAsked = Long.MIN_VALUE;
    int seeks;
    int reads;
    boolean failing;

    void add(long... positions) {
        for (long position : positions) {
            hashes.put(new Position(position, "key-" + hashes.size()), "hash");
        }
    }

    @Override
    public long tableId() {
        return 1;
    }

    @Override
    public String hashColumns() {
        return "all";
    }

    @Override
    public PositionText positions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isTimed() {
        return false;
    }

    @Override
    public boolean isKey(String key) {
        return true;
    }

    @Override
    public long safeBound() throws StoreException {
        check();
        return bound;
    }

    @Override
    public OptionalLong firstPosition(long from, long before) throws StoreException {
        check();
        seeks++;
        return hashes.keySet().stream()
                .mapToLong(Position::cursor)
                .filter(position -> position >= from && position < before)
                .findFirst();
    }

    @Override
    public RowPage read(PageRequest request) throws StoreException {
        check();
        reads++;
        latestAsked = Math.max(latestAsked, request.split().before());
        List<SourceRow> page = hashes.entrySet().stream()
                .filter(row -> row.getKey().cursor() >= request.split().from()
                        && row.getKey().cursor() < request.split().before())
                .filter(row ->
                        request.after() == null || hashes.comparator().compare(row.getKey(), request.after()) > 0)
                .limit(request.maxRows())
                .map(MemorySource::row)
                .toList();
        return new RowPage(page, page.size() < request.maxRows());
    }

    private static SourceRow row(Map.Entry<Position, String> row) {
        String text = Long.toString(row.getKey().cursor());
        return SourceRow.of(row.getKey(), text, row.getValue(), new Struct(SCHEMA), 1);
    }

    private void check() throws StoreException {
        if (failing) {
            throw StoreException.retriable("Cannot read: away.");
        }
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
}

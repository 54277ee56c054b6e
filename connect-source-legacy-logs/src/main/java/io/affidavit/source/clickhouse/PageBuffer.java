/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import io.affidavit.source.document.DocumentHash;
import io.affidavit.source.document.Documents;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.KeyText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a page while it fills. Rows of one position stay together, for the next page begins after it; those that
 * are equal, the same insert twice, count once.
 */
final class PageBuffer {

    private final TablePlan plan;
    private final PageRequest request;
    private final DocumentHash hash;
    private final List<String> columns;
    private final List<SourceRow> rows = new ArrayList<>();
    private final Set<String> hashesOfLast = new HashSet<>();
    private Position last;
    private long chars;
    private boolean refused;
    private int taken;

    PageBuffer(TablePlan plan, PageRequest request) {
        this.plan = plan;
        this.request = request;
        this.hash = new DocumentHash(plan.settings().hash(), plan.hashed());
        this.columns = List.copyOf(plan.shape().columns().keySet());
    }

    /** Takes a row of {@link TablePlan#page}; false once the page is full and the next position begins. */
    boolean take(List<?> values, long length) throws StoreException {
        if (values.size() != columns.size() + 1 + plan.keys().size()
                || !(values.get(columns.size()) instanceof Long cursor)) {
            throw StoreException.fatal(
                    "Cannot read table " + plan.settings().name()
                            + ": a row has not the form that was asked for. Restart the connector if the table's columns changed.");
        }
        List<String> keys = new ArrayList<>();
        values.subList(columns.size() + 1, values.size()).forEach(key -> keys.add(String.valueOf(key)));
        Position position = new Position(cursor, KeyText.of(keys));
        boolean same = position.equals(last);
        if (!same && (rows.size() >= request.maxRows() || chars >= request.maxChars())) {
            refused = true;
            return false;
        }
        taken++;
        add(position, same, document(values), length);
        return true;
    }

    private void add(Position position, boolean same, Map<String, Object> document, long length) {
        if (!same) {
            hashesOfLast.clear();
        }
        last = position;
        String rowHash = hash.of(document);
        if (hashesOfLast.add(rowHash)) {
            rows.add(new SourceRow(position, plan.axis().format(position.cursor()), rowHash, null, document, length));
            chars += length;
        }
    }

    private Map<String, Object> document(List<?> values) {
        Map<String, Object> document = new LinkedHashMap<>(columns.size() * 2);
        for (int i = 0; i < columns.size(); i++) {
            document.put(columns.get(i), Documents.plain(values.get(i)));
        }
        return document;
    }

    List<SourceRow> rows() {
        return rows;
    }

    long chars() {
        return chars;
    }

    /** Whether an answer that was asked for so many rows was the last of them. */
    boolean isExhausted(int limit) {
        return !refused && taken < limit;
    }
}

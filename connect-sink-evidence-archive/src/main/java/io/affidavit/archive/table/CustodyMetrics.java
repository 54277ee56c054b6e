/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;

/**
 * Statistics of files that may lie in another partition than their rows were written for. Rows keep the custody they had, so
 * that a query for the partition must not be misled by what they say.
 */
public final class CustodyMetrics {

    private CustodyMetrics() {}

    /** The same without the bounds of the custody. */
    public static Metrics without(Schema schema, Metrics metrics) {
        int custody = schema.findField(ArchiveColumns.CUSTODY).fieldId();
        return new Metrics(
                metrics.recordCount(),
                metrics.columnSizes(),
                metrics.valueCounts(),
                metrics.nullValueCounts(),
                metrics.nanValueCounts(),
                without(custody, metrics.lowerBounds()),
                without(custody, metrics.upperBounds()));
    }

    private static Map<Integer, ByteBuffer> without(int column, Map<Integer, ByteBuffer> bounds) {
        if (bounds == null) {
            return Map.of();
        }
        Map<Integer, ByteBuffer> others = new HashMap<>(bounds);
        others.remove(column);
        return others;
    }
}

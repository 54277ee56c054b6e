/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples;

import io.affidavit.catalog.Catalogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** A look into the archive's table while a sink writes it. */
public final class ArchiveView implements AutoCloseable {
    private final Catalog catalog;
    private final TableIdentifier name;

    /** @param sink the sink's config, which says where the table is */
    public ArchiveView(Map<String, String> sink) {
        this.catalog = Catalogs.open(sink);
        this.name = TableIdentifier.parse(sink.get("archive.table"));
    }

    /** Rows committed so far. */
    public long rows() {
        return table().map(Table::currentSnapshot)
                .map(Snapshot::summary)
                .map(summary -> Long.parseLong(summary.getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0")))
                .orElse(0L);
    }

    /** The archived event of a source row. */
    public Optional<Record> eventOf(String sourceKey) {
        Table table = table().orElseThrow();
        try (CloseableIterable<Record> found = IcebergGenerics.read(table)
                .where(Expressions.equal("source.key", sourceKey))
                .build()) {
            for (Record event : found) {
                return Optional.of(event);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the archive", e);
        }
    }

    /** The table, once the sink has made it. */
    public Optional<Table> table() {
        try {
            return Optional.of(catalog.loadTable(name));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        Catalogs.close(catalog);
    }
}

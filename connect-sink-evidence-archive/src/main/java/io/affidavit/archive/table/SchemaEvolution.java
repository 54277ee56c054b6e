/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grows a table's schema while other writers may be growing it too. */
public final class SchemaEvolution {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaEvolution.class);

    private static final int ATTEMPTS = 10;

    private SchemaEvolution() {}

    /**
     * Applies what of {@code changes} the table still lacks, in one schema commit, and leaves {@code table} refreshed.
     *
     * @throws RetriableException when other writers won every attempt
     */
    public static void apply(Table table, Collection<SchemaChange> changes) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            table.refresh();
            List<SchemaChange> missing = new LinkedHashSet<>(changes)
                    .stream().filter(change -> change.isNeeded(table.schema())).toList();
            if (missing.isEmpty()) {
                return;
            }
            UpdateSchema update = table.updateSchema();
            missing.forEach(change -> change.addTo(update, table.schema()));
            try {
                update.commit();
                return;
            } catch (CommitFailedException e) {
                LOG.debug("Another writer changed {} first", table.name());
            }
        }
        throw new RetriableException("Cannot evolve schema of " + table.name() + ": other writers won " + ATTEMPTS
                + " times. It is retried");
    }
}

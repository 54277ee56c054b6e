/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grows a table's schema while other writers may be growing it too. */
public final class SchemaEvolution {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaEvolution.class);

    private static final int ATTEMPTS = 30;
    private static final int LONGEST_WAIT_MILLIS = 200;

    private SchemaEvolution() {}

    /**
     * Applies what of {@code changes} the table still lacks, in one schema commit, and leaves {@code table} refreshed.
     *
     * @return the change that no table of this shape can make, such as one of a map's key; nothing was applied then
     * @throws RetriableException when other writers won every attempt
     */
    public static Optional<SchemaChange> apply(Table table, Collection<SchemaChange> changes) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            table.refresh();
            List<SchemaChange> missing = new LinkedHashSet<>(changes)
                    .stream().filter(change -> change.isNeeded(table.schema())).toList();
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            UpdateSchema update = table.updateSchema();
            Optional<SchemaChange> impossible = missing.stream()
                    .filter(change -> !isPossible(update, change))
                    .findFirst();
            if (impossible.isPresent()) {
                return impossible;
            }
            try {
                update.commit();
                return Optional.empty();
            } catch (CommitFailedException e) {
                LOG.debug("Another writer changed {} first", table.name());
                pause(attempt);
            }
        }
        throw new RetriableException("Cannot evolve schema of " + table.name() + ": other writers won " + ATTEMPTS
                + " times. It is retried");
    }

    /** Adds the change, and sees whether a schema comes of it. */
    private static boolean isPossible(UpdateSchema update, SchemaChange change) {
        try {
            change.addTo(update);
            update.apply();
            return true;
        } catch (IllegalArgumentException | ValidationException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(
                    ThreadLocalRandom.current().nextInt(Math.min(LONGEST_WAIT_MILLIS, 10 << Math.min(attempt, 5))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("Cannot evolve schema: the task is being stopped");
        }
    }
}

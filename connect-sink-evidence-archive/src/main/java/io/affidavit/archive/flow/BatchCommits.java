/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.Outcome;
import io.affidavit.archive.commit.SnapshotRetention;
import io.affidavit.archive.metrics.ArchiveMeters;

/** Commits sealed batches, one table after another, and counts what is durable. */
final class BatchCommits {

    private final Tables tables;
    private final SnapshotRetention retention;
    private final ArchiveMeters meters;

    BatchCommits(Tables tables, SnapshotRetention retention, ArchiveMeters meters) {
        this.tables = tables;
        this.retention = retention;
        this.meters = meters;
    }

    /**
     * Commits what is still due of the batch.
     *
     * @return that of the book's commit, or of {@link SealedBatch#next} when that was not made
     */
    Outcome commit(SealedBatch batch) {
        while (true) {
            SealedBatch.Part part = batch.next();
            Outcome outcome = part.archive().commit(part.request());
            if (!(outcome instanceof Outcome.Committed committed)) {
                return outcome;
            }
            batch.nextIsDurable();
            count(part, committed);
            if (batch.next() == null) {
                batch.tables().forEach(retention::trim);
                return outcome;
            }
        }
    }

    private void count(SealedBatch.Part part, Outcome.Committed committed) {
        CommitRequest request = part.request();
        boolean isQuarantine = part.archive() == tables.quarantine().archive();
        boolean isBook = part.archive() == tables.book();
        long rows = request.files().stream()
                .mapToLong(file -> file.file().recordCount())
                .sum();
        if (isQuarantine) {
            meters.quarantined().add(rows);
        } else {
            meters.records().add(rows);
            meters.files().add(request.files().size());
            meters.bytes()
                    .add(request.files().stream()
                            .mapToLong(file -> file.digest().length())
                            .sum());
        }
        if (isBook || !isQuarantine) {
            meters.commitRetries().add(committed.retries());
            meters.commits().add(1);
        }
        if (isBook) {
            request.ranges().forEach(meters::accounted);
        }
    }
}

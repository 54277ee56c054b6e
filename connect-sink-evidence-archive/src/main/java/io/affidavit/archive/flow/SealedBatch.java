/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.Table;

/** A batch that only waits to be committed: one commit for each table that has rows, the book's last. */
final class SealedBatch {

    /** What one table is to be given. */
    record Part(TableArchive archive, CommitRequest request) {}

    private static final int ID_DIGITS = 16;

    private final String id;
    private final Deque<Part> due = new ArrayDeque<>();
    private final List<Table> tables = new ArrayList<>();
    private CommitRequest book;

    private SealedBatch(String id) {
        this.id = id;
    }

    /**
     * Closes all files of the batch.
     *
     * @throws IoFailure when a store failed; the batch is lost then
     */
    static SealedBatch of(Tables tables, Ledgers ledgers) {
        SealedBatch batch =
                new SealedBatch(UUID.randomUUID().toString().replace("-", "").substring(0, ID_DIGITS));
        try {
            return IoFailure.guard(() -> {
                for (TableArchive archive : tables.besideBook()) {
                    archive.seal(batch.id).ifPresent(request -> batch.add(archive, request));
                }
                batch.book = tables.book().seal(batch.id, ledgers);
                batch.add(tables.book(), batch.book);
                return batch;
            });
        } catch (IoFailure failure) {
            batch.discard(null);
            throw failure;
        }
    }

    private void add(TableArchive archive, CommitRequest request) {
        due.add(new Part(archive, request));
        tables.add(archive.table());
    }

    /** Of every commit of the batch. */
    String id() {
        return id;
    }

    /** Those that get a commit. */
    List<Table> tables() {
        return List.copyOf(tables);
    }

    /** The commit that ends the batch. */
    CommitRequest book() {
        return book;
    }

    /** The next commit to make, null after the last. */
    Part next() {
        return due.peek();
    }

    /** Takes note that {@link #next} is durable. */
    void nextIsDurable() {
        due.remove();
    }

    /** Removes the files of all commits that were not made, but for those of {@code kept}. Never throws. */
    void discard(Part kept) {
        due.stream()
                .filter(part -> !part.equals(kept))
                .forEach(part -> part.archive().discard(part.request()));
    }
}

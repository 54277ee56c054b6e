/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link LogSource} must keep. A store's test extends it and says how to make a table of that store. */
public abstract class LogSourceContract {

    private static final long MOST_CHARS = 1 << 20;

    private ContractStore store;

    /** A table that no other test uses; tables of this test made before are still open. */
    protected abstract ContractStore table() throws Exception;

    @AfterEach
    void closeTable() throws Exception {
        if (store != null) {
            store.close();
        }
    }

    private ContractStore store() throws Exception {
        if (store == null) {
            store = table();
        }
        return store;
    }

    @Test
    void readsRowsInOrder() throws Exception {
        // Given rows that were written in another order
        List<ContractRow> rows = rows(0, 40);
        Collections.shuffle(rows, new Random(7));
        store().add(rows);
        try (LogSource source = open()) {
            // When
            RowPage page = source.read(new PageRequest(everything(), null, 100, MOST_CHARS));
            // Then
            assertThat(page.exhausted()).isTrue();
            assertThat(bodies(page.rows())).containsExactlyElementsOf(bodies(0, 40));
            assertThat(page.rows()).allSatisfy(row -> {
                assertThat(row.positionText())
                        .isEqualTo(source.positions().format(row.position().cursor()));
                assertThat(source.positions().parse(row.positionText()))
                        .isEqualTo(row.position().cursor());
                assertThat(source.isKey(row.position().key())).isTrue();
            });
        }
    }

    @Test
    void countsRowsUpToALimitWhereItCan() throws Exception {
        // Given
        store().add(rows(0, 40));
        try (LogSource source = open()) {
            List<Long> cursors = source.read(new PageRequest(everything(), null, 100, MOST_CHARS)).rows().stream()
                    .map(row -> row.position().cursor())
                    .toList();
            LogSplit middle = new LogSplit(cursors.get(10), cursors.get(30));
            // When, then
            if (store().counts()) {
                assertThat(source.remaining(middle, 1000))
                        .hasValue(cursors.stream()
                                .filter(cursor -> cursor >= middle.from() && cursor < middle.before())
                                .count());
                assertThat(source.remaining(everything(), 1000)).hasValue(40);
                assertThat(source.remaining(everything(), 7)).hasValue(7);
            } else {
                assertThat(source.remaining(middle, 1000)).isEmpty();
            }
        }
    }

    @Test
    void readsTiesLargerThanAPage() throws Exception {
        // Given 60 rows of one cursor between two others
        List<ContractRow> rows = new ArrayList<>(List.of(row(0, 0), row(99, 2)));
        for (int number = 1; number <= 60; number++) {
            rows.add(row(number, 1));
        }
        store().add(rows);
        try (LogSource source = open()) {
            // When
            List<SourceRow> paged = pages(source, everything(), 7, MOST_CHARS);
            // Then
            assertThat(paged).hasSize(62);
            assertThat(positions(paged)).doesNotHaveDuplicates();
            assertThat(positions(paged)).isEqualTo(positions(pages(source, everything(), 1000, MOST_CHARS)));
        }
    }

    @Test
    void resumesAfterAnyPosition() throws Exception {
        // Given rows with and without ties
        List<ContractRow> rows = new ArrayList<>();
        for (int number = 0; number < 24; number++) {
            rows.add(row(number, number / 3));
        }
        store().add(rows);
        List<SourceRow> all;
        try (LogSource source = open()) {
            all = pages(source, everything(), 100, MOST_CHARS);
        }
        assertThat(all).hasSize(24);
        try (LogSource source = open()) {
            for (int i = 0; i < all.size(); i++) {
                // When
                RowPage rest =
                        source.read(new PageRequest(everything(), all.get(i).position(), 100, MOST_CHARS));
                // Then
                assertThat(positions(rest.rows())).isEqualTo(positions(all.subList(i + 1, all.size())));
                assertThat(rest.exhausted()).isTrue();
            }
        }
    }

    @Test
    void readsSplitsWhoseEndsAreHalfOpen() throws Exception {
        store().add(rows(0, 10));
        try (LogSource source = open()) {
            assertThat(bodies(pages(source, split(2, 5), 2, MOST_CHARS))).containsExactlyElementsOf(bodies(2, 5));
            assertThat(pages(source, split(5, 5), 2, MOST_CHARS)).isEmpty();
            assertThat(pages(source, split(20, 30), 2, MOST_CHARS)).isEmpty();
        }
    }

    @Test
    void findsTheFirstPositionOfARange() throws Exception {
        store().add(List.of(row(1, 3), row(2, 3), row(3, 8)));
        try (LogSource source = open()) {
            assertThat(source.firstPosition(at(0), at(20))).isEqualTo(OptionalLong.of(at(3)));
            assertThat(source.firstPosition(at(3), at(4))).isEqualTo(OptionalLong.of(at(3)));
            assertThat(source.firstPosition(at(4), at(20))).isEqualTo(OptionalLong.of(at(8)));
            assertThat(source.firstPosition(at(4), at(8))).isEmpty();
            assertThat(source.firstPosition(at(9), at(20))).isEmpty();
            assertThat(source.firstPosition(Long.MIN_VALUE, at(20))).isEqualTo(OptionalLong.of(at(3)));
        }
    }

    @Test
    void endsAPageAtTheLimitOfCharacters() throws Exception {
        // Given rows of more than 1000 characters each
        List<ContractRow> rows = new ArrayList<>();
        for (ContractRow row : rows(0, 9)) {
            rows.add(row.withNote("x".repeat(1000)));
        }
        store().add(rows);
        try (LogSource source = open()) {
            // When
            RowPage page = source.read(new PageRequest(everything(), null, 100, 2500));
            // Then it ends with the row that reaches the limit, and the rest follows
            assertThat(page.rows()).hasSize(3);
            assertThat(page.exhausted()).isFalse();
            assertThat(bodies(pages(source, everything(), 100, 2500))).containsExactlyElementsOf(bodies(0, 9));
        }
    }

    @Test
    void neverShowsARowBelowABoundItGave() throws Exception {
        // Given writers whose rows may be seen only after a while
        ContractStore late = store();
        late.add(rows(0, 1));
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 6; writer++) {
            int first = 1000 * (writer + 1);
            Random random = new Random(first);
            writers.add(CompletableFuture.runAsync(() -> writeLate(late, first, random)));
        }
        List<Long> bounds = new ArrayList<>();
        List<List<Position>> below = new ArrayList<>();
        try (LogSource source = open()) {
            // When rows below the bound are read while they write
            while (!writers.stream().allMatch(CompletableFuture::isDone)) {
                long bound = source.safeBound();
                bounds.add(bound);
                below.add(positions(pages(source, new LogSplit(Long.MIN_VALUE, bound), 50, MOST_CHARS)));
                TimeUnit.MILLISECONDS.sleep(50);
            }
            for (CompletableFuture<Void> writer : writers) {
                writer.join();
            }
            // Then the same rows are below those bounds at the end
            for (int i = 0; i < bounds.size(); i++) {
                LogSplit split = new LogSplit(Long.MIN_VALUE, bounds.get(i));
                assertThat(positions(pages(source, split, 500, MOST_CHARS))).isEqualTo(below.get(i));
            }
            // And the bound passed most of them
            assertThat(below.get(below.size() - 1)).hasSizeGreaterThan(12);
        }
    }

    private static void writeLate(ContractStore store, int first, Random random) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        for (int number = first; System.nanoTime() < end; number++) {
            try {
                store.writeLate(number, Duration.ofMillis(random.nextInt(4) > 0 ? random.nextInt(60) : 1000));
            } catch (Exception e) {
                throw new IllegalStateException("a writer of the test failed", e);
            }
        }
    }

    @Test
    void hashesARowTheSameWheneverItIsRead() throws Exception {
        store().add(rows(0, 5));
        List<String> hashes;
        try (LogSource source = open()) {
            hashes = hashes(pages(source, everything(), 100, MOST_CHARS));
            assertThat(hashes).hasSize(5).doesNotHaveDuplicates();
            assertThat(hashes(pages(source, everything(), 2, MOST_CHARS))).isEqualTo(hashes);
        }
        try (LogSource again = open()) {
            assertThat(hashes(pages(again, everything(), 100, MOST_CHARS))).isEqualTo(hashes);
        }
    }

    @Test
    void changesTheHashWithThePinnedColumnsAlone() throws Exception {
        assumeTrue(store().hasRevisions());
        ContractRow row = row(1, 1);
        store().add(List.of(row));
        try (LogSource source = open()) {
            String before = hashes(pages(source, everything(), 1, MOST_CHARS)).get(0);
            // When a column outside the list changes
            store().change(row.withNote("another note"));
            // Then the hash stays
            assertThat(hashes(pages(source, everything(), 1, MOST_CHARS))).containsExactly(before);
            // And when a pinned one does, it does not
            store().change(row.withNote("another note").withBody("another body"));
            assertThat(hashes(pages(source, everything(), 1, MOST_CHARS))).doesNotContain(before);
        }
    }

    @Test
    void endsSoonWhenCancelled() throws Exception {
        // Given a thread that reads again and again
        store().add(rows(0, 50));
        try (LogSource source = open()) {
            CompletableFuture<StoreException> reader = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(StoreException.class, () -> readForever(source)));
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(reader).isNotDone();
            // When
            source.cancel();
            // Then it is told so within the time Connect gives a task, without a value
            StoreException failure = reader.get(5, TimeUnit.SECONDS);
            assertThat(failure).isNotNull().hasNoCause();
            assertThat(failure.getMessage()).doesNotContain("body", "note");
        }
    }

    private void readForever(LogSource source) throws Exception {
        while (true) {
            pages(source, everything(), 5, MOST_CHARS);
        }
    }

    @Test
    void failsWhenTheTableIsReplaced() throws Exception {
        // Given a table whose texts are secrets
        List<ContractRow> rows = new ArrayList<>();
        for (ContractRow row : rows(0, 5)) {
            rows.add(row.withBody("canary-body").withNote("canary-note"));
        }
        store().add(rows);
        try (LogSource source = open()) {
            long id = source.tableId();
            assertThat(pages(source, everything(), 100, MOST_CHARS)).hasSize(5);
            // When
            store().replace();
            // Then a reader that was open fails for good, without a value
            StoreException failure =
                    catchThrowableOfType(StoreException.class, () -> pages(source, everything(), 100, MOST_CHARS));
            assertThat(failure).isNotNull().hasNoCause();
            assertThat(failure.isRetriable()).isFalse();
            assertThat(failure.getMessage()).startsWith("Cannot ").doesNotContain("canary");
            // And the new one can be told from the old
            try (LogSource successor = open()) {
                assertThat(successor.tableId()).isNotEqualTo(id);
            }
        }
    }

    private LogSource open() throws Exception {
        return store().open(List.of("body"));
    }

    private long at(int step) throws Exception {
        return store().cursor(step);
    }

    private ContractRow row(int number, int step) throws Exception {
        return new ContractRow(number, at(step), "body " + number, "note");
    }

    private List<ContractRow> rows(int from, int before) throws Exception {
        List<ContractRow> rows = new ArrayList<>();
        for (int number = from; number < before; number++) {
            rows.add(row(number, number));
        }
        return rows;
    }

    private LogSplit split(int from, int before) throws Exception {
        return new LogSplit(at(from), at(before));
    }

    private LogSplit everything() throws Exception {
        return split(0, 1000);
    }

    private static List<SourceRow> pages(LogSource source, LogSplit split, int rows, long chars) throws StoreException {
        List<SourceRow> all = new ArrayList<>();
        RowPage page;
        Position after = null;
        do {
            page = source.read(new PageRequest(split, after, rows, chars));
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(rows);
            assertThat(page.exhausted() || !page.rows().isEmpty())
                    .as("a page moves on or is the last")
                    .isTrue();
            all.addAll(page.rows());
            after = all.isEmpty() ? null : all.get(all.size() - 1).position();
        } while (!page.exhausted());
        assertThat(all)
                .extracting(row -> row.position().cursor())
                .isSorted()
                .allMatch(cursor -> cursor >= split.from() && cursor < split.before());
        return all;
    }

    private static List<Position> positions(List<SourceRow> rows) {
        return rows.stream().map(SourceRow::position).toList();
    }

    private static List<String> hashes(List<SourceRow> rows) {
        return rows.stream().map(SourceRow::rowHash).toList();
    }

    private static List<String> bodies(int from, int before) {
        List<String> bodies = new ArrayList<>();
        for (int number = from; number < before; number++) {
            bodies.add("body " + number);
        }
        return bodies;
    }

    private static List<String> bodies(List<SourceRow> rows) {
        return rows.stream().map(RowText::body).toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.core.data.JsonText;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to indices and nodes while they are read: nothing is lost and nothing comes twice. */
@ExtendWith(SearchNode.Shared.class)
class OpenSearchTroubleIT {

    private static final String TIME = "2026-01-02T03:04:05.";
    private static final LogSplit EVERYTHING = new LogSplit(Long.MIN_VALUE, Long.MAX_VALUE);

    @Test
    void readsTiesLargerThanAnyAnswer(SearchNode node) throws Exception {
        // Given 12,000 documents of one time, more than a search may return, between two others
        SearchIndex index = SearchIndex.create(node, "date");
        List<String> lines = new ArrayList<>(SearchIndex.lines("before", TIME + "000Z", "b", "n"));
        for (int i = 0; i < 12_000; i++) {
            lines.addAll(SearchIndex.lines(String.format("t%05d", i), TIME + "001Z", "b", "n"));
        }
        lines.addAll(SearchIndex.lines("after", TIME + "002Z", "b", "n"));
        node.bulk(index.name(), lines);
        try (LogSource source = index.open(List.of("body"))) {
            // When read by pages, and again from the middle by another reader
            List<SourceRow> rows = pages(source, null, 5000);
            List<SourceRow> rest;
            try (LogSource other = index.open(List.of("body"))) {
                rest = pages(other, rows.get(7000).position(), 3000);
            }
            // Then
            assertThat(ids(rows)).hasSize(12_002).doesNotHaveDuplicates().startsWith("before", "t00000");
            assertThat(ids(rest)).isEqualTo(ids(rows).subList(7001, 12_002));
        }
    }

    @Test
    void goesOnWhenItsPointInTimeIsGone(SearchNode node) throws Exception {
        // Given
        SearchIndex index = filled(node, 60);
        try (LogSource source = index.open(List.of())) {
            List<SourceRow> rows = new ArrayList<>();
            Position after = null;
            RowPage page;
            do {
                // When every point in time is closed before each page
                node.closePointsInTime();
                page = source.read(new PageRequest(EVERYTHING, after, 7, 1 << 20));
                rows.addAll(page.rows());
                after = rows.get(rows.size() - 1).position();
            } while (!page.exhausted());
            // Then
            assertThat(ids(rows)).hasSize(60).doesNotHaveDuplicates();
        }
    }

    @Test
    void leavesNoPointInTimeOpen(SearchNode node) throws Exception {
        SearchIndex index = filled(node, 20);
        node.closePointsInTime();
        try (LogSource source = index.open(List.of())) {
            source.read(new PageRequest(EVERYTHING, null, 5, 1 << 20));
            assertThat(node.pointsInTime()).hasSize(1);
        }

        assertThat(node.pointsInTime()).isEmpty();
    }

    @Test
    void goesOnAfterTheNodeRestarts(SearchNode node) throws Exception {
        // Given a task in the midst of an index
        SearchIndex index = filled(node, 200);
        Map<String, String> config = index.config();
        config.put("source.page.rows", "20");
        try (RunningTasks tasks = new RunningTasks(config).start(1)) {
            tasks.pollUntil(rows -> rows.size() >= 40, Duration.ofSeconds(20));
            // When
            node.restart();
            tasks.pollUntil(rows -> tasks.keys().size() >= 200, Duration.ofSeconds(30));
            tasks.drain(Duration.ofSeconds(1));
            // Then
            assertThat(tasks.keys()).hasSize(200).doesNotHaveDuplicates();
        }
    }

    @Test
    void waitsWhileTheClusterHasNotRecovered(SearchNode node) throws Exception {
        // Given a task in the midst of an index
        SearchIndex index = filled(node, 200);
        Map<String, String> config = index.config();
        config.put("source.page.rows", "20");
        try (RunningTasks tasks = new RunningTasks(config).start(1)) {
            tasks.pollUntil(rows -> rows.size() >= 40, Duration.ofSeconds(20));
            // When the node serves but waits for another before it recovers its indices
            List<SourceRecord> meanwhile;
            boolean known;
            try {
                node.restartWaitingForAnother();
                meanwhile = tasks.drain(Duration.ofSeconds(2));
                known = node.knows(index.name());
            } finally {
                node.restart();
            }
            tasks.pollUntil(rows -> tasks.keys().size() >= 200, Duration.ofSeconds(30));
            tasks.drain(Duration.ofSeconds(1));
            // Then the task waits for it
            assertThat(known).isFalse();
            assertThat(meanwhile).hasSizeLessThan(160);
            assertThat(tasks.keys()).hasSize(200).doesNotHaveDuplicates();
        }
    }

    @Test
    void waitsForShardsThatNoNodeHolds(SearchNode node) throws Exception {
        // Given an index none of whose shards is up
        SearchIndex index = new SearchIndex(node, node.freshName(), "date");
        node.allocate("none");
        try {
            node.call("PUT", "/" + index.name() + "?wait_for_active_shards=0", """
                    {"mappings": {"properties": {"at": {"type": "date"}}}}""");
            // When
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> index.open(List.of()))
                    // Then it may be read later
                    .matches(StoreException::isRetriable);
        } finally {
            node.allocate("all");
        }
        node.call("GET", "/_cluster/health/" + index.name() + "?wait_for_status=yellow", null);
        index.open(List.of()).close();
    }

    @Test
    void refusesToPassOverAClosedIndex(SearchNode node) throws Exception {
        // Given a reader of two indices behind a pattern
        SearchIndex first = filled(node, 3);
        node.create(first.name() + "-b", "date");
        Map<String, String> config = first.config();
        config.put("source.index", first.name() + "*");
        try (LogSource source = SearchIndex.open(HashedColumns.ALL, config)) {
            // When one of them is closed
            node.call("POST", "/" + first.name() + "/_close", null);
            // Then neither this reader goes on, nor does another begin, but without it
            for (ThrowingCallable reading :
                    List.<ThrowingCallable>of(source::safeBound, () -> SearchIndex.open(HashedColumns.ALL, config))) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(reading)
                        .withMessageStartingWith("Cannot read every document: an index behind source.index is closed")
                        .matches(refusal -> !refusal.isRetriable());
            }
            config.put("source.index", first.name() + "*,-" + first.name());
            SearchIndex.open(HashedColumns.ALL, config).close();
            // When it is open again
            node.call("POST", "/" + first.name() + "/_open?wait_for_active_shards=all", null);
            // Then its documents come
            assertThat(ids(pages(source, null, 10))).hasSize(3);
        }
    }

    @Test
    void refusesAFieldNoIndexHas(SearchNode node) throws Exception {
        Map<String, String> config = filled(node, 1).config();
        config.put("source.time.field", "elsewhere");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SearchIndex.open(HashedColumns.ALL, config))
                .withMessage("Cannot order documents by elsewhere: no index has the field. Correct source.time.field.")
                .matches(refusal -> !refusal.isRetriable());
    }

    @Test
    void ordersNanosecondsWithinAMicrosecond(SearchNode node) throws Exception {
        SearchIndex index = SearchIndex.create(node, "date_nanos");
        List<String> lines = new ArrayList<>();
        for (String nanos : List.of("123456003", "123456001", "123455999", "123456002", "123457000")) {
            lines.addAll(SearchIndex.lines("id-" + nanos, TIME + nanos + "Z", nanos, "n"));
        }
        node.bulk(index.name(), lines);
        try (LogSource source = index.open(List.of())) {
            List<SourceRow> rows = pages(source, null, 1);

            assertThat(ids(rows))
                    .containsExactly(
                            "[\"999\",\"id-123455999\"]",
                            "[\"001\",\"id-123456001\"]",
                            "[\"002\",\"id-123456002\"]",
                            "[\"003\",\"id-123456003\"]",
                            "[\"000\",\"id-123457000\"]");
            assertThat(rows.get(1).positionText()).isEqualTo("2026-01-02T03:04:05.123456Z");
        }
    }

    @Test
    void keepsCopiesOfOnePositionTogether(SearchNode node) throws Exception {
        // Given two indices behind a pattern that hold the same ids at the same times
        SearchIndex first = SearchIndex.create(node, "date");
        SearchIndex second = new SearchIndex(node, first.name() + "-b", "date");
        node.create(second.name(), "date");
        for (SearchIndex index : List.of(first, second)) {
            node.bulk(index.name(), SearchIndex.lines("a", TIME + "001Z", "body of " + index.name(), "n"));
            node.bulk(index.name(), SearchIndex.lines("b", TIME + "001Z", "same", "n"));
        }
        Map<String, String> config = first.config();
        config.put("source.index", first.name() + "*");
        try (LogSource source = SearchIndex.open(HashedColumns.ALL, config)) {
            // When every page has room for one
            List<SourceRow> rows = pages(source, null, 1);
            // Then each copy comes, with a hash of its own
            assertThat(ids(rows)).containsExactly("a", "a", "b", "b");
            assertThat(rows.get(0).rowHash()).isNotEqualTo(rows.get(1).rowHash());
            assertThat(rows.get(2).rowHash()).isEqualTo(rows.get(3).rowHash());
        }
    }

    @Test
    void findsIndicesThatAppearLater(SearchNode node) throws Exception {
        // Given a task that follows a pattern no index matches yet
        String name = node.freshName();
        Map<String, String> config = new SearchIndex(node, name + "*", "date").config();
        config.put("source.lag", "1ms");
        try (RunningTasks tasks = new RunningTasks(config).start(1)) {
            assertThat(tasks.drain(Duration.ofSeconds(1))).isEmpty();
            for (String suffix : List.of("-1", "-2")) {
                // When an index appears with a document of now
                node.create(name + suffix, "date");
                node.bulk(
                        name + suffix,
                        SearchIndex.lines("id" + suffix, Instant.now().toString(), "b", "n"));
                // Then it is read
                tasks.pollUntil(rows -> !rows.isEmpty(), Duration.ofSeconds(15));
            }
            assertThat(tasks.keys()).containsExactly("id-1", "id-2");
        }
    }

    @Test
    void handsOverWhatTheMappingIgnores(SearchNode node) throws Exception {
        // Given a document with a field that is not indexed, one too long to be, and numbers of every kind
        String index = node.freshName();
        node.call("PUT", "/" + index, """
                {"mappings": {"dynamic": false, "properties": {"at": {"type": "date"},
                 "prompt": {"type": "keyword", "ignore_above": 5}}}}""");
        node.bulk(index, List.of("{\"index\":{\"_id\":\"1\"}}", """
                {"at": "%s", "prompt": "longer than five", "other": {"list": [1, 2.5, true, null, 18446744073709551615]}}""".formatted(TIME + "001Z")
                .strip()));
        try (LogSource source = SearchIndex.open(HashedColumns.ALL, new SearchIndex(node, index, "date").config())) {
            // When
            Map<?, ?> value = (Map<?, ?>) pages(source, null, 10).get(0).value();
            // Then
            assertThat(value.get("prompt")).isEqualTo("longer than five");
            assertThat(JsonText.write(value.get("other")))
                    .isEqualTo("{\"list\":[1,2.5,true,null,\"18446744073709551615\"]}");
        }
    }

    private static SearchIndex filled(SearchNode node, int documents) {
        SearchIndex index = SearchIndex.create(node, "date");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            lines.addAll(SearchIndex.lines("id" + i, TIME + String.format("%03dZ", i / 3), "b" + i, "n"));
        }
        node.bulk(index.name(), lines);
        return index;
    }

    private static List<SourceRow> pages(LogSource source, Position from, int size) throws StoreException {
        List<SourceRow> rows = new ArrayList<>();
        Position after = from;
        RowPage page;
        do {
            page = source.read(new PageRequest(EVERYTHING, after, size, 1 << 22));
            rows.addAll(page.rows());
            after = rows.isEmpty() ? from : rows.get(rows.size() - 1).position();
        } while (!page.exhausted());
        return rows;
    }

    private static List<String> ids(List<SourceRow> rows) {
        return rows.stream().map(row -> row.position().key()).toList();
    }

    /** Tasks of this source. */
    private static final class RunningTasks extends io.affidavit.source.contract.RunningTasks {

        private RunningTasks(Map<String, String> config) {
            super(OpenSearchLogsSourceConnector::new, config);
        }

        @Override
        public RunningTasks start(int count) {
            super.start(count);
            return this;
        }
    }
}

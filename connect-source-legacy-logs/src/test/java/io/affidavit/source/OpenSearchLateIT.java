/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import io.affidavit.source.contract.RunningTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents that become visible long after their time: a cursor that remembers the last time it saw loses them. */
@Tag("chaos")
@ExtendWith(SearchNode.Shared.class)
class OpenSearchLateIT {

    private static final long SEED = 20261123;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(1);

    @Test
    void losesNoDocumentThatIsIndexedLateWhereANaiveCursorDoes(SearchNode node) throws Exception {
        // Given eight writers that index documents up to 1.5 s after their times, many of the same millisecond
        SearchIndex index = SearchIndex.create(node, "date");
        Set<String> written = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> broken = new AtomicReference<>();
        List<Thread> writers = new ArrayList<>();
        AtomicInteger ids = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            Random random = new Random(SEED + i);
            writers.add(new Thread(() -> write(index, random, ids, written, stop, broken)));
        }
        NaiveReader naive = new NaiveReader(index);
        Map<String, String> config = index.config();
        config.put("source.page.rows", "50");
        config.put("source.lanes", "3");
        config.put("source.window", "1s");
        // more than twice the longest delay of a writer, since the machine may be slow
        config.put("source.lag", "4s");
        try (RunningTasks tasks = new RunningTasks(OpenSearchLogsSourceConnector::new, config)) {
            // When tasks, restarted in other numbers meanwhile, and a naive cursor follow the index
            writers.forEach(Thread::start);
            for (int count : List.of(2, 1, 3)) {
                tasks.start(count);
                long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
                tasks.pollUntil(
                        rows -> {
                            naive.follow();
                            return System.nanoTime() > end;
                        },
                        PATIENCE);
            }
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            tasks.pollUntil(fresh -> new HashSet<>(tasks.keys()).containsAll(written), PATIENCE);
            tasks.drain(QUIET);
            naive.follow();
            // Then every document came, once
            assertThat(broken.get()).isNull();
            assertThat(new HashSet<>(tasks.keys())).isEqualTo(written);
            assertThat(tasks.keys()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
            // And the naive cursor lost some
            assertThat(naive.seen).isNotEmpty();
            assertThat(naive.seen.size()).isLessThan(written.size());
        }
    }

    private static void write(
            SearchIndex index,
            Random random,
            AtomicInteger ids,
            Set<String> written,
            AtomicBoolean stop,
            AtomicReference<Throwable> broken) {
        try {
            while (!stop.get()) {
                String at = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
                List<String> lines = new ArrayList<>();
                List<String> fresh = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    fresh.add("d" + ids.incrementAndGet());
                    lines.addAll(SearchIndex.lines(fresh.get(i), at, "b", "n"));
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(100) < 85 ? random.nextInt(60) : random.nextInt(1500));
                index.node().call("POST", "/" + index.name() + "/_bulk", String.join("\n", lines) + "\n");
                written.addAll(fresh);
            }
        } catch (InterruptedException | RuntimeException e) {
            broken.set(e);
        }
    }

    /** Asks for what is later than the latest it saw, as scheduled queries do. */
    private static final class NaiveReader {

        private final SearchIndex index;
        private final Set<String> seen = new HashSet<>();
        private long latest;

        private NaiveReader(SearchIndex index) {
            this.index = index;
        }

        private void follow() {
            Map<?, ?> hits = (Map<?, ?>) index.node()
                    .call(
                            "POST",
                            "/" + index.name() + "/_search",
                            JsonText.write(
                                    Map.of("size", 10_000, "sort", List.of("at"), "search_after", List.of(latest))))
                    .get("hits");
            for (Object hit : (List<?>) hits.get("hits")) {
                seen.add((String) ((Map<?, ?>) hit).get("_id"));
                latest = (Long) ((List<?>) ((Map<?, ?>) hit).get("sort")).get(0);
            }
        }
    }
}

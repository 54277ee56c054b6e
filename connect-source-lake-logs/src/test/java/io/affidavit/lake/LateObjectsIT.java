/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.lake.store.LocalStore;
import io.affidavit.lake.store.ObjectPage;
import io.affidavit.lake.store.StoredObject;
import io.affidavit.source.contract.RunningTasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that land long after the time in their names, and behind others: the case that loses them with other cursors. */
@Tag("chaos")
class LateObjectsIT {

    private static final long SEED = 20261123;
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm/ss/").withZone(ZoneOffset.UTC);

    @TempDir
    private Path parent;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final Set<String> written = java.util.concurrent.ConcurrentHashMap.newKeySet();

    @Test
    void losesNoObjectThatLandsLateWhileTheLastKeyDoes() throws Exception {
        // Given eight writers whose objects land up to 1.5 s after the second that names them
        Path root = Files.createDirectory(parent.resolve("logs"));
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            int number = writer;
            writers.add(CompletableFuture.runAsync(() -> write(root, number)));
        }
        CompletableFuture<Set<String>> lastKey = CompletableFuture.supplyAsync(() -> followLastKey(root));

        // When tasks follow them, restarted now and then
        Map<String, String> config = LocalObjects.config(root);
        config.put("source.time.pattern", "{yyyy}/{MM}/{dd}/{HH}/{mm}/{ss}/");
        config.put("source.lag", "2s");
        try (RunningTasks tasks = new RunningTasks(ObjectStoreLogsSourceConnector::new, config)) {
            for (int restart = 0; restart < 4; restart++) {
                long end = System.nanoTime() + Duration.ofMillis(1700).toNanos();
                tasks.start(1 + restart % 3).pollUntil(rows -> System.nanoTime() > end, Duration.ofSeconds(2));
            }
            stop.set(true);
            for (CompletableFuture<Void> writer : writers) {
                writer.join();
            }
            tasks.drain(Duration.ofSeconds(5));

            // Then each came, once
            Set<String> read = new HashSet<>();
            tasks.keys().forEach(key -> read.add(key.substring(0, key.indexOf('#'))));
            assertThat(written).hasSizeGreaterThan(100);
            assertThat(read).isEqualTo(written);
            assertThat(tasks.keys()).doesNotHaveDuplicates();
        }
        // And a reader that remembers the last key lost some
        Set<String> lost = new HashSet<>(written);
        lost.removeAll(lastKey.get(10, TimeUnit.SECONDS));
        assertThat(lost).isNotEmpty();
    }

    private void write(Path root, int writer) {
        Random random = new Random(SEED + writer);
        try {
            for (int i = 0; !stop.get(); i++) {
                // a clock that is up to 0.3 s behind the others
                Instant named = Instant.now().minusMillis(random.nextInt(300));
                String key = SECOND.format(named) + "w" + writer + "-" + i + ".jsonl";
                TimeUnit.MILLISECONDS.sleep(random.nextInt(10) > 0 ? random.nextInt(60) : random.nextInt(1200));
                LogFiles.put(root, key, "{\"n\":1}\n");
                written.add(key);
            }
        } catch (Exception e) {
            throw new IllegalStateException("a writer of the test failed", e);
        }
    }

    /** What a reader sees that asks for keys beyond the last one it saw. */
    private Set<String> followLastKey(Path root) {
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        String last = "";
        try (LocalStore store = new LocalStore(root, Clock.systemUTC())) {
            while (!stop.get()) {
                ObjectPage page = store.list(last);
                for (StoredObject object : page.objects()) {
                    seen.add(object.key());
                    last = object.key();
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            store.list(last).objects().forEach(object -> seen.add(object.key()));
        } catch (Exception e) {
            throw new IllegalStateException("the other reader failed", e);
        }
        return new HashSet<>(seen);
    }
}

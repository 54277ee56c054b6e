/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.affidavit.stack.FaultyProxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive asks of a catalog and its store. Every supported one passes it against the real thing. */
abstract class CatalogContract {

    private static final TableIdentifier EVENTS = TableIdentifier.of("evidence", "events");
    private static final long RECORDS = 400;

    @TempDir
    Path directory;

    /** The connector's keys for an empty catalog. */
    abstract Map<String, String> keys();

    @Test
    void validationAcceptsTheKeysAndLeavesNoTable() {
        Map<String, String> config = config();

        assertThat(new EvidenceArchiveSinkConnector()
                        .validate(config).configValues().stream()
                                .filter(value -> !value.errorMessages().isEmpty())
                                .map(ConfigValue::errorMessages))
                .isEmpty();
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config)) {
            assertThat(archive.table().currentSnapshot()).isNull();
        }
    }

    @Test
    void anotherTaskGoesOnWhereOneDied() {
        Map<String, String> config = config();
        // Given a task that died with records it had not committed
        ArchiveHarness dead = ArchiveHarness.start(directory, config);
        dead.put(records(0, 0, 50));
        dead.commit();
        dead.put(records(0, 50, 80));
        dead.crash();

        // When another takes over
        try (ArchiveHarness next = ArchiveHarness.start(directory, config)) {
            next.put(records(0, 49, 100));
            next.commit();

            // Then every record is there once and the archive verifies
            assertThat(next.offsets()).isEqualTo(offsets(0, 100));
            ExactlyOnceIT.assertVerifies(next.table());
        }
    }

    /** Where the answer to the catalog's compare-and-swap can be cut off; empty for a catalog without a connection. */
    Optional<CutConnection> connection() {
        return Optional.empty();
    }

    @Test
    void findsACommitWhoseAnswerWasLost() {
        assumeThat(connection()).as("a connection to the catalog").isPresent();
        CutConnection connection = connection().orElseThrow();
        Map<String, String> config = config();
        config.put("iceberg.catalog.uri", connection.through(config.get("iceberg.catalog.uri")));
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config)) {
            // Given a commit that the catalog makes and whose answer never arrives
            archive.put(records(0, 0, 50));
            connection.cutNextAnswer();
            archive.commit();
            assertThat(connection.cuts()).isEqualTo(1);

            // When the archive goes on
            archive.commit();
            archive.put(records(0, 50, 80));
            archive.commit();

            // Then the commit counts once, and all it refers to is still there
            assertThat(archive.offsets()).isEqualTo(offsets(0, 80));
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void taskThatBeginsDuringAnOutageSaysWhatToDo() {
        Map<String, String> config = config();
        ArchiveHarness.start(directory, config).close();
        try (FaultyProxy proxy = through(config)) {
            proxy.cut();
            EvidenceArchiveSinkTask task = new EvidenceArchiveSinkTask();
            task.initialize(new RecordingContext());

            assertThatThrownBy(() -> task.start(ArchiveHarness.config(directory, config)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageStartingWith("Cannot start archiving: the catalog or the store did not answer")
                    .hasMessageEndingWith("restart the task")
                    .hasNoCause();
            task.stop();
        }
    }

    @Test
    void takesPartitionsOverAfterAnOutageThatTheyCameIn() {
        Map<String, String> config = config();
        try (FaultyProxy proxy = through(config);
                ArchiveHarness archive = ArchiveHarness.start(directory, config)) {
            archive.put(records(0, 0, 50));
            archive.commit();

            // Given a rebalance while the catalog is out of reach
            proxy.cut();
            archive.revoke(0);
            archive.open(0, 1);

            // When records come, then they are held back, and the partitions are not read on
            assertThatThrownBy(() -> archive.put(records(1, 0, 10))).isInstanceOf(RetriableException.class);
            archive.put(List.of());
            assertThat(archive.context.paused).hasSize(2);
            assertThat(archive.context.timeout).isBetween(1L, 1_000L);
            assertThat(archive.preCommit()).isEmpty();

            // and when the catalog is back, reading goes on where the table stands
            archive.context.seeks.clear();
            proxy.restore();
            archive.put(records(0, 50, 60));
            assertThat(archive.context.paused).isEmpty();
            assertThat(archive.context.seeks).containsEntry(new TopicPartition(ArchiveHarness.TOPIC, 0), 49L);
            archive.put(records(1, 0, 10));
            archive.put(records(0, 49, 80));
            archive.commit();
            assertThat(archive.offsets())
                    .isEqualTo(Stream.concat(offsets(0, 80).stream(), offsets(0, 10).stream())
                            .sorted()
                            .toList());
            assertThat(archive.ranges().get(0).anchored()).isTrue();
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    /** Has the configuration lead to its catalog by way of a proxy; where there is no connection the test is left out. */
    private FaultyProxy through(Map<String, String> config) {
        assumeThat(connection()).as("a connection to the catalog").isPresent();
        String port = ":"
                + URI.create(config.get("iceberg.catalog.uri").replace("jdbc:", ""))
                        .getPort();
        FaultyProxy proxy = new FaultyProxy(Integer.parseInt(port.substring(1)));
        config.computeIfPresent("iceberg.catalog.uri", (key, uri) -> uri.replace(port, ":" + proxy.port()));
        return proxy;
    }

    @Test
    void losesAndRepeatsNothingWhenTwoTasksClaimOnePartition() throws Exception {
        Map<String, String> config = config();
        ArchiveHarness.start(directory, config).close();

        // When two tasks archive the same records at the same time
        inParallel(() -> archiveAll(config, 0, 37), () -> archiveAll(config, 0, 23));

        // Then every record is there once
        try (ArchiveHarness reader = ArchiveHarness.start(directory, config)) {
            assertThat(reader.offsets()).isEqualTo(offsets(0, RECORDS));
            ExactlyOnceIT.assertVerifies(reader.table());
        }
    }

    @Test
    void losesAndRepeatsNothingWhenTasksShareATable() throws Exception {
        Map<String, String> config = config();
        ArchiveHarness.start(directory, config).close();

        // When two tasks archive partitions of their own into one table at the same time
        inParallel(() -> archiveAll(config, 0, 40), () -> archiveAll(config, 1, 40));

        // Then neither took anything from the other
        try (ArchiveHarness reader = ArchiveHarness.start(directory, config)) {
            List<Long> twice = new ArrayList<>(offsets(0, RECORDS));
            twice.addAll(offsets(0, RECORDS));
            Collections.sort(twice);
            assertThat(reader.offsets()).isEqualTo(twice);
            ExactlyOnceIT.assertVerifies(reader.table());
        }
    }

    @Test
    void tasksThatStartTogetherMakeOneTable() throws Exception {
        Map<String, String> config = config();

        // When two tasks create the tables at the same time
        inParallel(() -> archiveAll(config, 0, 200), () -> archiveAll(config, 1, 200));

        // Then both wrote to the same one
        try (ArchiveHarness reader = ArchiveHarness.start(directory, config)) {
            assertThat(reader.rows()).hasSize((int) (2 * RECORDS));
        }
    }

    @Test
    void failsTheTaskWhenTheTableIsDropped() {
        ArchiveHarness archive = ArchiveHarness.start(directory, config());
        archive.put(records(0, 0, 5));
        archive.commit();
        archive.put(records(0, 5, 10));

        // When the table is dropped
        archive.catalog().dropTable(EVENTS, false);

        // Then the task fails, and offsets stay where they were
        assertThatThrownBy(archive::commit).isInstanceOf(ConnectException.class).hasMessageContaining("dropped");
        assertThat(archive.preCommit()).containsValue(5L);
        archive.close();
    }

    @Test
    void failsTheTaskWhenTheTableIsReplaced() {
        ArchiveHarness archive = ArchiveHarness.start(directory, config());
        archive.put(records(0, 0, 5));
        archive.commit();
        archive.put(records(0, 5, 10));

        // When another table takes its name
        Table before = archive.table();
        archive.catalog().dropTable(EVENTS, false);
        archive.catalog()
                .buildTable(EVENTS, before.schema())
                .withPartitionSpec(before.spec())
                .create();

        // Then the task fails, and nothing is written to the other one
        assertThatThrownBy(archive::commit).isInstanceOf(ConnectException.class).hasMessageContaining("replaced");
        assertThat(archive.table().currentSnapshot()).isNull();
        archive.close();
    }

    final Map<String, String> config() {
        return ArchiveHarness.config(directory, keys());
    }

    /** Reads a partition as a consumer would, seeks included, until the table holds all of it. */
    private Void archiveAll(Map<String, String> config, int partition, int batch) {
        TopicPartition source = new TopicPartition(ArchiveHarness.TOPIC, partition);
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config)) {
            archive.open(partition);
            long position = 0;
            for (int round = 0; round < 10 * RECORDS; round++) {
                Long sought = archive.context.seeks.remove(source);
                position = sought == null ? position : sought;
                long end = Math.min(position + batch, RECORDS);
                archive.put(records(partition, position, end));
                position = end;
                archive.commit();
                if (archive.preCommit().getOrDefault(source, 0L) >= RECORDS) {
                    return null;
                }
            }
            throw new AssertionError("Still not all archived");
        }
    }

    private static void inParallel(Callable<Void> one, Callable<Void> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(one, other), 3, TimeUnit.MINUTES)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> offsets(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}

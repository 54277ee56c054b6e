/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.checkpoint.SignedNote;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.verify.Noted;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper on tables that the sink writes. */
class EvidenceKeeperTaskIT {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    private Path directory;

    private final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    private final ArchiveHarness.TickingClock clock = new ArchiveHarness.TickingClock(ArchiveHarness.NOW);

    @Test
    void forwardsEveryStatementOnceAcrossRestarts() throws InterruptedException {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            commit(archive, Events.record(0));
            commit(archive, Events.record(1));

            // When
            List<SourceRecord> first = run(Map.of("keeper.expiry", "off"));
            commit(archive, Events.record(2));
            List<SourceRecord> second = run(Map.of("keeper.expiry", "off"));
            List<SourceRecord> third = run(Map.of("keeper.expiry", "off"));

            // Then
            assertThat(first).extracting(SourceRecord::key).containsExactly("evidence.events/1", "evidence.events/2");
            assertThat(second).extracting(SourceRecord::key).containsExactly("evidence.events/3");
            assertThat(third).isEmpty();
            for (SourceRecord record : first) {
                assertThat(record.topic()).isEqualTo("gov.control");
                assertThat(record.headers().lastWithName("gov.control").value()).isEqualTo("statement");
                assertThat(record.headers().lastWithName("gov.statement.kind").value())
                        .isEqualTo("commit");
                long offset = first.indexOf(record);
                assertThat(record.headers().lastWithName("gov.statement.ranges").value())
                        .isEqualTo(ArchiveHarness.TOPIC + ":0:" + offset + "-" + (offset + 1));
                assertThat(archive.table()
                                .snapshot(Long.parseLong(record.headers()
                                        .lastWithName("gov.statement.snapshot")
                                        .value()
                                        .toString()))
                                .summary())
                        .containsEntry(
                                StatementRef.SHA256_KEY,
                                record.headers()
                                        .lastWithName("gov.statement.sha256")
                                        .value()
                                        .toString());
                assertThat(Sha256.hex(record.value().toString().getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(record.headers()
                                .lastWithName("gov.statement.sha256")
                                .value());
            }
        }
    }

    @Test
    void makesACheckpointInEveryRoundThatFindsNewStatements() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            Map<String, String> witnessed = Map.of("keeper.expiry", "off", "keeper.forward", "commit,checkpoint");
            commit(archive, Events.record(0));
            commit(archive, Events.record(1));

            // When
            List<SourceRecord> first = run(witnessed);
            commit(archive, Events.record(2));
            List<SourceRecord> second = run(witnessed);
            List<SourceRecord> third = run(witnessed);

            // Then
            assertThat(first)
                    .extracting(SourceRecord::key)
                    .containsExactly("evidence.events/1", "evidence.events/2", "evidence.events/checkpoint");
            assertThat(second)
                    .extracting(SourceRecord::key)
                    .containsExactly("evidence.events/3", "evidence.events/checkpoint");
            assertThat(third).isEmpty();
            SourceRecord newest = second.get(1);
            assertThat(newest.headers().lastWithName("gov.control").value()).isEqualTo("checkpoint");
            assertThat(newest.headers().lastWithName("gov.checkpoint.size").value())
                    .isEqualTo("3");
            assertThat(newest.topic()).isEqualTo("gov.control");
            // and both say what the table says, the newer one beside the table too
            TrustedKeys trusted = TrustedKeys.of(ArchiveHarness.KEY.verificationKey());
            List<Checkpoint> noted = List.of(checkpoint(first.get(2), trusted), checkpoint(newest, trusted));
            assertThat(Verifier.verify(archive.table(), trusted, new Noted(Set.of(), noted), 1, Progress.NONE)
                            .findings())
                    .isEmpty();
            assertThat(Files.readString(Path.of(archive.table().location().replaceFirst("^file:", ""))
                            .resolve("_evidence/checkpoint")))
                    .isEqualTo(newest.value());
        }
    }

    private static Checkpoint checkpoint(SourceRecord record, TrustedKeys trusted) {
        SignedNote note = SignedNote.parse(record.value().toString().getBytes(StandardCharsets.UTF_8));
        assertThat(Checkpoint.check(note, trusted)).isEqualTo(SignatureCheck.TRUSTED);
        return Checkpoint.of(note);
    }

    @Test
    void makesNoCheckpointThatContradictsTheLastOne() throws InterruptedException {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            Map<String, String> witnessed = Map.of("keeper.expiry", "off", "keeper.forward", "checkpoint");
            commit(archive, Events.record(0));
            run(witnessed);
            Map<String, ?> partition = offsets.keySet().stream()
                    .filter(source -> "checkpoint".equals(source.get("log")))
                    .findFirst()
                    .orElseThrow();
            Map<String, Object> offset = new HashMap<>(offsets.get(partition));
            offset.put("sha256", "0".repeat(64));
            offsets.put(partition, offset);
            commit(archive, Events.record(1));

            assertThatThrownBy(() -> run(witnessed))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("statement 1 was part of one before");
        }
    }

    @Test
    void forwardsReferencesToStatementsThatAreTooLarge() throws InterruptedException {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            commit(archive, Events.record(0));

            SourceRecord record = run(Map.of("keeper.expiry", "off", "keeper.record.max.bytes", "100"))
                    .get(0);

            StatementRef head = StatementRef.from(archive.table().properties()).orElseThrow();
            assertThat(record.headers().lastWithName("gov.control").value()).isEqualTo("statement-reference");
            assertThat(record.value().toString())
                    .startsWith("{\"path\":\"" + head.path() + "\",\"sha256\":\"" + head.sha256() + "\",\"length\":");
        }
    }

    @Test
    void expiresClampsOf1970And2099WithTheDayTheyCame() throws InterruptedException {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given records from 1970 and 2099, and one of today
            SinkRecord ancient = Events.record(0, 0, Events.struct(0).put("event_time", new Date(0)));
            SinkRecord remote = Events.record(0, 1, Events.struct(1).put("event_time", new Date(4_100_000_000_000L)));
            commit(archive, ancient, remote, Events.record(2));

            // When it is looked at while they are within their term
            run(expiring("30d"));
            List<Long> within = archive.offsets();
            // and after it
            clock.advanceMillis(31 * DAY);
            List<SourceRecord> dropped = run(expiring("30d"));

            // Then all three stayed as long as the class says, and none for longer
            assertThat(within).containsExactly(0L, 1L, 2L);
            assertThat(archive.rows()).isEmpty();
            assertThat(((ChangeStatement) statement(dropped.get(dropped.size() - 1)))
                            .terms().keySet().stream().filter(term -> term.startsWith("expireAt/")))
                    .allMatch(term -> term.matches("expireAt/standard/2026-11-2[12]"));
        }
    }

    @Test
    void dropsDeletesAndForwardsTheCertificate() throws InterruptedException {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            commit(archive, Events.record(0));
            String file = archive.table()
                    .newScan()
                    .planFiles()
                    .iterator()
                    .next()
                    .file()
                    .location();
            clock.advanceMillis(40 * DAY);

            // When
            run(expiring("30d"));
            List<SourceRecord> inGrace = run(expiring("30d"));
            clock.advanceMillis(7 * DAY);
            List<SourceRecord> after = run(expiring("30d"));

            // Then
            Table table = archive.table();
            assertThat(inGrace).isEmpty();
            assertThat(after)
                    .singleElement()
                    .satisfies(record -> assertThat(statement(record)).isInstanceOf(CompletionStatement.class));
            assertThat(table.io().newInputFile(file).exists()).isFalse();
            assertThat(Verifier.verify(table, TrustedKeys.of(ArchiveHarness.KEY.verificationKey()), 1, Progress.NONE)
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void onlyPlansUnlessItIsToldToRun() throws InterruptedException {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            commit(archive, Events.record(0));
            clock.advanceMillis(4000 * DAY);
            Map<String, String> planning = new HashMap<>(expiring("30d"));
            planning.remove("keeper.expiry");

            run(planning);

            assertThat(archive.offsets()).containsExactly(0L);
        }
    }

    @Test
    void sealsClosedDaysAndForwardsThat() throws InterruptedException {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            commit(archive, Events.record(0));
            commit(archive, Events.record(1));
            Map<String, String> sealing = Map.of("keeper.expiry", "off", "keeper.seal", "run");
            run(sealing);
            List<Long> early = files(archive);
            clock.advanceMillis(5 * DAY);

            // When
            run(Map.of("keeper.expiry", "off", "keeper.seal", "plan"));
            List<Long> planned = files(archive);
            List<SourceRecord> sealed = run(sealing);
            clock.advanceMillis(DAY);
            List<SourceRecord> deleted = run(sealing);

            // Then
            assertThat(early).isEqualTo(planned).containsExactly(1L, 1L);
            assertThat(files(archive)).containsExactly(2L);
            assertThat(archive.offsets()).containsExactly(0L, 1L);
            assertThat(sealed)
                    .singleElement()
                    .satisfies(record -> assertThat(((ChangeStatement) statement(record)).cause())
                            .isEqualTo(ChangeStatement.Cause.SEAL));
            assertThat(deleted)
                    .singleElement()
                    .satisfies(record -> assertThat(statement(record)).isInstanceOf(CompletionStatement.class));
            assertThat(Verifier.verify(
                                    archive.table(),
                                    TrustedKeys.of(ArchiveHarness.KEY.verificationKey()),
                                    1,
                                    Progress.NONE)
                            .findings())
                    .isEmpty();
        }
    }

    /** Rows of each file. */
    private static List<Long> files(ArchiveHarness archive) {
        return StreamSupport.stream(archive.table().newScan().planFiles().spliterator(), false)
                .map(task -> task.file().recordCount())
                .toList();
    }

    @Test
    void failsWhereTheChainNoLongerLeadsToWhatWasForwarded() throws InterruptedException {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            commit(archive, Events.record(0));
            commit(archive, Events.record(1));
            run(Map.of("keeper.expiry", "off"));
            Map<String, ?> partition = offsets.keySet().iterator().next();
            offsets.put(partition, Map.of("sequence", 2L, "sha256", "0".repeat(64)));

            commit(archive, Events.record(2));

            assertThatThrownBy(() -> run(Map.of("keeper.expiry", "off")))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("statement 2 was forwarded before");
        }
    }

    @Test
    void waitsForTablesThatAreNotThereYet() throws InterruptedException {
        assertThat(run(Map.of("keeper.expiry", "off"))).isEmpty();
    }

    private static void commit(ArchiveHarness archive, SinkRecord... records) {
        archive.put(records);
        archive.commit();
    }

    private static Map<String, String> expiring(String duration) {
        return Map.of(
                "keeper.expiry",
                "run",
                "keeper.policy",
                "{id: terms, version: 1, retention: {standard: {duration: " + duration + "}}}");
    }

    /** Runs a task until it has nothing more to forward, and stores its offsets as a worker does. */
    private List<SourceRecord> run(Map<String, String> overrides) throws InterruptedException {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "keeper",
                "keeper.tables", "evidence.events",
                "archive.embedded.directory", directory.toString(),
                "archive.catalog.embedded.single.host", "true",
                "keeper.forward", "commit,hold,change,completion,key",
                "archive.signing.key", ArchiveHarness.KEY.toPem()));
        config.putAll(overrides);
        EvidenceKeeperTask task = new EvidenceKeeperTask(clock, Duration.ofMillis(1));
        task.initialize(new StoredOffsets());
        task.start(config);
        List<SourceRecord> all = new ArrayList<>();
        try {
            for (List<SourceRecord> records = task.poll(); records != null; records = task.poll()) {
                records.forEach(record -> offsets.put(record.sourcePartition(), record.sourceOffset()));
                all.addAll(records);
            }
        } finally {
            task.stop();
        }
        return all;
    }

    private static Statement statement(SourceRecord record) {
        return Envelope.parse(record.value().toString().getBytes(StandardCharsets.UTF_8))
                .statement();
    }

    /** What a worker gives a task to read its offsets by. */
    private final class StoredOffsets implements SourceTaskContext, OffsetStorageReader {

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public TransactionContext transactionContext() {
            return null;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            Map<String, ?> offset = offsets.get(partition);
            return offset == null ? null : new HashMap<>(offset);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            return partitions.stream().collect(Collectors.toMap(Function.identity(), this::offset));
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.core.key.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** The keeper on tables that the sink writes. */
class EvidenceKeeperTaskIT extends KeeperFixture {

    private static final long DAY = Duration.ofDays(1).toMillis();

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

    @Test
    void waitsForTablesThatAreNotThereYet() throws InterruptedException {
        assertThat(run(Map.of("keeper.expiry", "off"))).isEmpty();
    }

    /** Rows of each file. */
    private static List<Long> files(ArchiveHarness archive) {
        return StreamSupport.stream(archive.table().newScan().planFiles().spliterator(), false)
                .map(task -> task.file().recordCount())
                .toList();
    }

    private static Map<String, String> expiring(String duration) {
        return Map.of(
                "keeper.expiry",
                "run",
                "keeper.policy",
                "{id: terms, version: 1, retention: {standard: {duration: " + duration + "}}}");
    }

    private static Statement statement(SourceRecord record) {
        return Envelope.parse(record.value().toString().getBytes(StandardCharsets.UTF_8))
                .statement();
    }
}

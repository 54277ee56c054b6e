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
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.verify.Noted;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** The keeper forwards the statements of a table, and makes checkpoints of them. */
class KeeperForwardingIT extends KeeperFixture {

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

    private static Checkpoint checkpoint(SourceRecord record, TrustedKeys trusted) {
        SignedNote note = SignedNote.parse(record.value().toString().getBytes(StandardCharsets.UTF_8));
        assertThat(Checkpoint.check(note, trusted)).isEqualTo(SignatureCheck.TRUSTED);
        return Checkpoint.of(note);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import io.affidavit.archive.forward.LoggedStatement;
import io.affidavit.archive.forward.Position;
import io.affidavit.archive.forward.StatementLog;
import io.affidavit.archive.keeper.ControlRecords;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import io.affidavit.stack.KafkaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit receipts} over a real broker and statements of real tables, in the records that the keeper makes. */
class ReceiptsIT {

    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private static Path shared;

    private static KafkaProcess broker;

    @TempDir
    private Path directory;

    private final String topic = "control-" + UUID.randomUUID();
    private EvidentTable events;
    private EvidentTable quarantine;
    private Path trust;

    @BeforeAll
    static void start() throws IOException {
        broker = new KafkaProcess(Files.createDirectories(shared.resolve("kafka")));
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** Offsets 0 to 11: ten archived, two quarantined; 12 to 31: all archived; partition 1: five in the dead-letter topic. */
    @BeforeEach
    void archive() throws Exception {
        events = EvidentTable.create(Files.createDirectories(directory.resolve("events")), KEY);
        quarantine = EvidentTable.create(Files.createDirectories(directory.resolve("quarantine")), KEY);
        events.commit(
                events.write(10, 20_000), List.of(range(0, 0, 12, new OffsetFates(10, 2, 0, 0, 0, 0, 0, 0))), KEY);
        events.commit(
                events.write(20, 20_000),
                List.of(
                        OffsetRange.archived("ai.events", 0, 12, 32),
                        range(1, 0, 5, new OffsetFates(0, 0, 5, 0, 0, 0, 0, 0))),
                KEY);
        quarantine.commit(
                quarantine.write(2, 20_000), List.of(range(0, 0, 12, new OffsetFates(2, 0, 0, 0, 0, 10, 0, 0))), KEY);
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    @AfterEach
    void close() {
        events.close();
        quarantine.close();
    }

    private static OffsetRange range(int partition, long from, long to, OffsetFates fates) {
        return new OffsetRange("ai.events", partition, from, to, fates, List.of(), true);
    }

    @Test
    void saysWhichTablesTookARecord() throws Exception {
        // Given everything on the topic, twice, as after a crash
        send("db.events", events.fresh(), 900_000);
        send("db.events", events.fresh(), 900_000);
        send("db.events_quarantine", quarantine.fresh(), 900_000);

        // When
        CommandRun archived = receipts("ai.events:0:15");
        CommandRun mixed = receipts("ai.events:0:3");
        CommandRun deadLettered = receipts("ai.events:1:4", "--json");

        // Then
        assertThat(archived.exitCode()).isZero();
        assertThat(archived.out())
                .containsOnlyOnce("table db.events: archived")
                .contains("offsets 12 to 31: 20 archived")
                .contains("snapshot " + events.fresh().currentSnapshot().snapshotId())
                .endsWith(String.format("OK: a signed statement accounts for the record.%n"));
        assertThat(mixed.exitCode()).isZero();
        assertThat(mixed.out())
                .contains("table db.events: one of these")
                .contains("10 archived, 2 quarantined")
                .contains("table db.events_quarantine: one of these")
                .contains("2 archived, 10 elsewhere");
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(deadLettered.out());
        assertThat(((List<?>) json.get("receipts")))
                .singleElement()
                .satisfies(
                        receipt -> assertThat(((Map<?, ?>) receipt).get("fate")).isEqualTo("deadLettered"));
    }

    @Test
    void saysWhereNoStatementAccountsForARecord() throws Exception {
        // Given
        OffsetFates lost = new OffsetFates(3, 0, 0, 0, 0, 0, 0, 2);
        events.commit(
                events.write(3, 20_000),
                List.of(new OffsetRange("ai.events", 0, 32, 37, lost, List.of(new OffsetSpan(33, 35)), true)),
                KEY);
        send("db.events", events.fresh(), 900_000);

        // Then
        assertThat(receipts("ai.events:0:37").exitCode()).isEqualTo(1);
        assertThat(receipts("ai.events:0:37").out()).contains("NOT FOUND");
        assertThat(receipts("another:0:15").exitCode()).isEqualTo(1);
        assertThat(receipts("ai.events:0:34").out())
                .contains("table db.events: gapsUnexplained")
                .contains("NOT FOUND");
        assertThat(receipts("ai.events:0:35").out())
                .contains("table db.events: archived")
                .contains("OK:");
        assertThat(receipts("ai.events-0-35").exitCode()).isEqualTo(2);
    }

    @Test
    void countsOnlyWhatATrustedKeySigned() throws Exception {
        send("db.events", events.fresh(), 900_000);
        Files.writeString(trust, SigningKey.generate().verificationKey().toPem());

        CommandRun run = receipts("ai.events:0:15");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("DOUBTFUL, signed by " + KEY.id());
    }

    @Test
    void saysWhichStatementsAreNotWholeOnTheTopic() throws Exception {
        send("db.events", events.fresh(), 100);

        CommandRun run = receipts("ai.events:0:15");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("statement 2 of db.events may be about it, but is not whole on the topic")
                .doesNotContain("statement 1 of db.events");
    }

    private CommandRun receipts(String record, String... more) {
        List<String> args = new java.util.ArrayList<>(List.of(
                "receipts",
                "--bootstrap",
                broker.bootstrapServers(),
                "--topic",
                topic,
                "--record",
                record,
                "--trust",
                trust.toString()));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private void send(String name, Table table, int maxBytes) throws Exception {
        ControlRecords records = new ControlRecords(name, table.uuid(), topic, maxBytes, Clock.systemUTC());
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (LoggedStatement statement : new StatementLog(Position.START, Set.of("commit")).next(table, 100)) {
                SourceRecord made = records.of(statement);
                ProducerRecord<String, String> record = new ProducerRecord<>(
                        topic, made.key().toString(), made.value().toString());
                made.headers()
                        .forEach(header -> record.headers()
                                .add(header.key(), header.value().toString().getBytes(UTF_8)));
                producer.send(record).get();
            }
        }
    }
}

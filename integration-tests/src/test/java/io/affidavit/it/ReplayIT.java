/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.identity.Digests;
import io.affidavit.core.key.PreAuthentication;
import io.affidavit.core.key.SigningKey;
import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.CommandLine.Outcome;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replays by the packaged connector, under grants that the packaged command wrote. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class ReplayIT {
    private static final String CONNECTOR = "replay-audit";
    private static final String CANARY = "jane.doe@example.com";
    private static final int PERMITTED = 4_000;
    private static final int DENIED = 40;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final SigningKey REQUESTER = SigningKey.generate();
    private static final SigningKey APPROVER = SigningKey.generate();

    private static ArchivedTopic archived;
    private static Path directory;

    @BeforeAll
    static void archive(TestStack stack) throws IOException {
        directory = Files.createDirectories(stack.directory().resolve("replay"));
        Files.writeString(directory.resolve("requester.pem"), REQUESTER.toPem());
        Files.writeString(directory.resolve("approver.pem"), APPROVER.toPem());
        Files.writeString(
                directory.resolve("trust.pem"),
                REQUESTER.verificationKey().toPem() + APPROVER.verificationKey().toPem());
        archived = new ArchivedTopic(stack, "replayed", 2).start(1);
        for (int partition = 0; partition < 2; partition++) {
            int first = partition * 10_000;
            archived.send(
                    partition,
                    IntStream.range(first, first + PERMITTED / 2)
                            .mapToObj(number -> event(number, "auditors"))
                            .toList());
            archived.send(
                    partition,
                    IntStream.range(first + 5_000, first + 5_000 + DENIED / 2)
                            .mapToObj(number -> event(number, "denied"))
                            .toList());
        }
        archived.awaitArchived();
        new ObjectMapper().writeValue(directory.resolve("masking.json").toFile(), config("none", "none"));
    }

    @AfterAll
    static void end(TestStack stack) {
        archived.close();
    }

    @Test
    void refusesToReplayWithoutAValidGrant(TestStack stack) throws IOException {
        String topic = "replay.refused";
        stack.topics().create(topic, 1);
        Map<String, String> grants = new LinkedHashMap<>();
        grants.put("no grant", "");
        grants.put(
                "not approved", Files.readString(request(stack, topic, "unapproved", 10_000, "2999-01-01T00:00:00Z")));
        grants.put(
                "expired",
                Files.readString(authorize(stack, request(stack, topic, "expired", 10_000, "2020-01-02T00:00:00Z"))));
        grants.put(
                "self-approved",
                selfApproved(Files.readString(request(stack, topic, "self", 10_000, "2999-01-01T00:00:00Z"))));
        grants.put(
                "over budget",
                Files.readString(authorize(stack, request(stack, topic, "over", 100, "2999-01-01T00:00:00Z"))));

        for (Map.Entry<String, String> grant : grants.entrySet()) {
            // When
            Map<String, String> config = config(topic, grant.getValue());
            Map<String, List<String>> errors = stack.rest().validate(config);

            // Then
            assertThat(errors).as(grant.getKey()).containsOnlyKeys("replay.grant");
            assertThat(errors.get("replay.grant"))
                    .as(grant.getKey())
                    .allSatisfy(error -> assertThat(error).isNotBlank().doesNotContain(CANARY));
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> stack.rest().put(CONNECTOR, config)))
                    .as(grant.getKey())
                    .isNotNull();
        }
        assertThat(stack.topics().count(topic)).isZero();
    }

    @Test
    void replaysOnceThroughAKilledWorkerInOrderAndMasked(TestStack stack) throws IOException {
        assumeThat(System.getProperty("kafka", "process"))
                .as("a broker that outlives the worker")
                .isNotEqualTo("embedded");
        String topic = "replay.audit";
        stack.topics().create(topic, 1);
        Path grant = authorize(stack, request(stack, topic, "audit", 10_000, "2999-01-01T00:00:00Z"));

        // When
        Map<String, String> config = config(topic, grant.toString());
        // Small windows, so that there is something left to kill
        config.put("replay.window.bytes", "50000");
        stack.rest().put(CONNECTOR, config);
        Awaitility.await("the replay has begun")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> stack.topics().count(topic) > 0);
        stack.worker().kill();
        long before = stack.topics().count(topic);
        stack.worker().start();
        Awaitility.await("the receipt is there")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() ->
                        stack.topics().read(topic).stream().anyMatch(record -> header(record, "gov.control") != null));

        // Then
        assertThat(before).isBetween(1L, PERMITTED - 1L);
        List<ConsumerRecord<byte[], byte[]>> records = stack.topics().read(topic);
        List<ConsumerRecord<byte[], byte[]>> replayed = records.subList(0, records.size() - 1);
        List<String> coordinates = new ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            for (int offset = 0; offset < PERMITTED / 2; offset++) {
                coordinates.add(partition + ":" + offset);
            }
        }
        assertThat(replayed)
                .extracting(
                        record -> header(record, "gov.replay.partition") + ":" + header(record, "gov.replay.offset"))
                .containsExactlyElementsOf(coordinates);
        assertThat(replayed).allSatisfy(record -> {
            assertThat(header(record, "gov.replay.grant")).isEqualTo("audit");
            assertThat(new String(record.value(), UTF_8))
                    .contains("\"event_id\"")
                    .doesNotContain(CANARY);
        });
        Map<?, ?> receipt = (Map<?, ?>) JsonText.parse(
                (String) JsonText.parse(new String(records.get(PERMITTED).value(), UTF_8)));
        assertThat(header(records.get(PERMITTED), "gov.control")).isEqualTo("replay-receipt");
        assertThat(receipt.get("outcome")).isEqualTo("complete");
        assertThat(receipt.get("records")).isEqualTo((long) PERMITTED);
        assertThat(receipt.get("withheld")).isEqualTo((long) DENIED);
        stack.rest().delete(CONNECTOR);
    }

    private static String event(int number, String permission) {
        long now = Clock.systemUTC().millis();
        return """
                {"event_id":"%1$s","entity_id":"%1$s","category":"model_call","event_time":%2$d,"observed_time":%2$d,\
                "tenant_id":"t","schema_version":"1.0.0","source":{"system":"test","key":"row-%3$d"},\
                "content":{"input_messages_json":"mail %4$s"},"lifecycle":{"replay_permission":"%5$s"}}\
                """.formatted(Events.id(number), now, number, CANARY, permission);
    }

    private static Map<String, String> config(String topic, String grant) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("name", CONNECTOR);
        config.put("connector.class", "io.affidavit.archive.EvidenceReplaySourceConnector");
        config.put("tasks.max", "1");
        config.put("exactly.once.support", "required");
        config.put("replay.table", Pipeline.TABLE);
        config.put("replay.topic", topic);
        if (!grant.isEmpty()) {
            config.put("replay.grant", grant);
        }
        config.put("replay.trust.keys", directory.resolve("trust.pem").toString());
        config.put("transforms", "mask");
        config.put("transforms.mask.type", "io.affidavit.smt.MaskFields");
        config.put("transforms.mask.scan.max.depth", "40");
        archived.config().forEach((key, value) -> {
            if (key.startsWith("iceberg.")
                    || key.startsWith("archive.embedded")
                    || key.startsWith("archive.catalog")
                    || key.contains("converter")) {
                config.put(key, value);
            }
        });
        return config;
    }

    private static Path request(TestStack stack, String topic, String id, int records, String expires) {
        Path out = directory.resolve(id + "-request.json");
        List<String> arguments = new ArrayList<>(List.of("replay", "request", "--id", id));
        arguments.addAll(archived.names().tableOptions());
        arguments.addAll(List.of("--connector", CONNECTOR, "--topic", topic));
        arguments.addAll(List.of("--requester", "R. Questor", "--purpose", "Audit", "--ticket", "AUD-7"));
        arguments.addAll(List.of("--where", "_kafka.topic = '" + archived.name() + "'", "--permission", "auditors"));
        arguments.addAll(List.of("--masking", directory.resolve("masking.json").toString()));
        arguments.addAll(List.of("--max-records", Integer.toString(records), "--max-bytes", "100000000"));
        arguments.addAll(List.of("--not-before", "2020-01-01T00:00:00Z", "--expires", expires));
        arguments.addAll(List.of("--key", directory.resolve("requester.pem").toString(), "--out", out.toString()));
        run(stack, arguments);
        return out;
    }

    private static Path authorize(TestStack stack, Path request) {
        Path out = Path.of(request.toString().replace("-request", "-grant"));
        run(
                stack,
                List.of(
                        "replay",
                        "authorize",
                        request.toString(),
                        "--approver",
                        "A. Prover",
                        "--key",
                        directory.resolve("approver.pem").toString(),
                        "--trust",
                        directory.resolve("trust.pem").toString(),
                        "--out",
                        out.toString()));
        return out;
    }

    private static void run(TestStack stack, List<String> arguments) {
        Outcome outcome = stack.affidavit().run(arguments);
        assertThat(outcome.code()).as(outcome.output()).isZero();
    }

    /** What the command would not write: an approval under another name with the requester's own key. */
    private static String selfApproved(String request) {
        Map<String, Object> grant = new LinkedHashMap<>();
        ((Map<?, ?>) JsonText.parse(request)).forEach((key, value) -> grant.put(key.toString(), value));
        byte[] asked = Base64.getDecoder().decode((String) ((Map<?, ?>) grant.get("request")).get("payload"));
        byte[] approval = CanonicalJson.canonicalize(JsonText.write(Map.of(
                        "version", "affidavit.replay-approval.v1",
                        "request", Digests.sha256Hex(asked),
                        "approver", "A. Prover",
                        "approvedAt", "2020-01-01T00:00:00Z")))
                .getBytes(UTF_8);
        String type = "application/vnd.affidavit.replay-approval+json";
        byte[] signature = REQUESTER.sign(PreAuthentication.encode(type, approval));
        grant.put(
                "approval",
                Map.of(
                        "payloadType", type,
                        "payload", Base64.getEncoder().encodeToString(approval),
                        "signatures",
                                List.of(Map.of(
                                        "keyid", REQUESTER.id(),
                                        "sig", Base64.getEncoder().encodeToString(signature)))));
        return JsonText.write(grant);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}

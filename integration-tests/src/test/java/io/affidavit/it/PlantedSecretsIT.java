/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.it.support.Archive;
import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.it.support.WorkerMetrics;
import io.affidavit.stack.litellm.SpendLog;
import io.affidavit.stack.litellm.SpendLogGenerator;
import io.affidavit.stack.rest.RestException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Plants secrets in every position and encoding, has masks succeed and fail in a real worker, and looks for them in every
 * place where they must not be. Our own loggers are at TRACE, all others at INFO, and Connect does not log messages.
 */
@ExtendWith(StackExtension.class)
class PlantedSecretsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECORDS = 20;
    /** What planted texts have in common: nothing else in the run holds it. */
    private static final String MARK = "plantedcanary";

    private static final String CARD = "4242424242424242";

    @Test
    void masksEveryPositionOnTheWayIntoTheArchive(TestStack stack) throws IOException {
        try (Pipeline pipeline = new Pipeline(stack, "planted");
                Archive quarantine = new Archive(pipeline.archiveDirectory(), Pipeline.TABLE + "_quarantine")) {
            // Given
            stack.topics().create(pipeline.topic(), 1);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                records.add(planted(pipeline.topic(), i));
            }
            stack.topics().send(records);

            // When
            Map<String, String> sink = pipeline.sinkConfig();
            sink.putAll(mask());
            pipeline.startSink(sink);
            pipeline.awaitArchived(RECORDS, Duration.ofMinutes(2));

            // Then
            String archived =
                    pipeline.archive().query("SELECT to_json(t) FROM TABLE t").toString();
            requireAbsent("archive", archived);
            assertThat(archived).contains("[EMAIL]", "[AWS_KEY]", "[PASSWORD]", "[CARD]");
            assertThat(quarantine.rows()).isZero();
            requireSilence(stack, pipeline.sink());
            // and the same scan on input and output proves it
            CommandLine.Outcome compared = stack.affidavit().run(compare(stack, pipeline));
            assertThat(compared.code()).as(compared.output()).isZero();
            assertThat(compared.output()).contains("pii.email", "OK: the output shows no more");
            requireAbsent("report", compared.output());
            // the search finds what is there
            assertThat(text(stack.topics().read(pipeline.topic()))).contains(MARK);
        }
    }

    @ParameterizedTest
    @CsvSource({"none, budget", "all, budget", "none, number", "all, number"})
    void failingMasksTellNothing(String tolerance, String fault, TestStack stack) throws IOException {
        String name = "planted-" + fault + "-" + tolerance;
        try (Pipeline pipeline = new Pipeline(stack, name);
                Archive quarantine = new Archive(pipeline.archiveDirectory(), Pipeline.TABLE + "_quarantine")) {
            // Given
            stack.topics().create(pipeline.topic(), 1);
            stack.topics().create(name + ".dead", 1);
            boolean number = fault.equals("number");
            stack.topics().send(List.of(number ? typed(pipeline.topic()) : planted(pipeline.topic(), 0)));

            // When
            Map<String, String> sink = pipeline.sinkConfig();
            sink.putAll(mask());
            sink.put("errors.tolerance", tolerance);
            sink.put("errors.log.enable", "true");
            sink.put("errors.log.include.messages", "false");
            sink.put("errors.deadletterqueue.topic.name", name + ".dead");
            sink.put("errors.deadletterqueue.topic.replication.factor", "1");
            sink.put("errors.deadletterqueue.context.headers.enable", "true");
            if (number) {
                sink.put("value.converter.schemas.enable", "true");
            } else {
                sink.put("transforms.mask.scan.max.nodes", "3");
            }
            stack.rest().put(pipeline.sink(), sink);

            // Then
            String rule = number ? "mask.type" : "scan.budget.nodes";
            if (tolerance.equals("none")) {
                assertThat(stack.rest()
                                .awaitFailed(pipeline.sink(), Duration.ofMinutes(1))
                                .firstTrace())
                        .contains("it breaks rule " + rule);
            } else {
                await().atMost(Duration.ofMinutes(1)).until(() -> stack.topics().count(name + ".dead") == 1);
                ConsumerRecord<byte[], byte[]> dead =
                        stack.topics().read(name + ".dead").get(0);
                for (Header header : dead.headers()) {
                    // Connect copies the record's own headers, as it copies the value
                    if (header.key().startsWith("__connect")) {
                        requireAbsent(header.key(), new String(header.value(), UTF_8));
                    }
                }
                assertThat(new String(
                                dead.headers()
                                        .lastHeader("__connect.errors.exception.message")
                                        .value(),
                                UTF_8))
                        .contains("it breaks rule " + rule);
                // Connect's own dead letters hold the original bytes: masks belong before the topic
                assertThat(new String(dead.value(), UTF_8)).contains(number ? CARD : MARK);
            }
            assertThat(pipeline.archive().rows()).isZero();
            assertThat(quarantine.rows()).isZero();
            requireSilence(stack, pipeline.sink());
        }
    }

    @Test
    void sourceQuarantinesWhatItCannotMaskByReference(TestStack stack) throws IOException {
        // Given
        SpendLogGenerator generator = new SpendLogGenerator(
                11, 40, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(2));
        List<String> secrets =
                generator.stream().map(SpendLog::planted).flatMap(Set::stream).toList();
        try (Pipeline pipeline = new Pipeline(stack, "plantedsource").createLogTable()) {
            pipeline.load(generator.stream());
            stack.topics().create(pipeline.quarantineTopic(), 1);

            // When
            Map<String, String> source = pipeline.sourceConfig();
            source.put("errors.tolerance", "none");
            source.put("transforms.mask.scan.max.nodes", "3");
            source.put("transforms.mask.quarantine.topic", pipeline.quarantineTopic());
            pipeline.startSource(source);
            await().atMost(Duration.ofMinutes(1)).until(() -> stack.topics().count(pipeline.quarantineTopic()) >= 40);

            // Then
            String quarantined = text(stack.topics().read(pipeline.quarantineTopic()));
            String log = Files.readString(stack.worker().log());
            String status = stack.rest().statusText(pipeline.source());
            String metrics = WorkerMetrics.text(stack.worker().pid());
            assertThat(secrets)
                    .isNotEmpty()
                    .noneMatch(secret -> quarantined.contains(secret)
                            || log.contains(secret)
                            || status.contains(secret)
                            || metrics.contains(secret));
            assertThat(quarantined).contains("scan.budget.nodes");
        }
    }

    @Test
    void refusedKeysAreNotRepeated(TestStack stack) throws IOException {
        try (Pipeline pipeline = new Pipeline(stack, "plantedkey")) {
            // Given a pseudonym key that is too short to be one
            String key = Base64.getEncoder().encodeToString(MARK.getBytes(UTF_8));
            Map<String, String> sink = pipeline.sinkConfig();
            sink.putAll(mask());
            sink.put("transforms.mask.mask.default.action", "hmac");
            sink.put("transforms.mask.mask.hmac.key", key);

            // When
            RestException refused =
                    catchThrowableOfType(RestException.class, () -> stack.rest().put(pipeline.sink(), sink));

            // Then
            assertThat(refused.getMessage()).contains("mask.hmac.key").doesNotContain(key, MARK);
            assertThat(Files.readString(stack.worker().log())).doesNotContain(key);
        }
    }

    /** What the documentation says that Connect itself prints: the start of JSON that does not parse. */
    @Test
    void connectsOwnConverterQuotesWhatItCannotParse(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "plantedjson")) {
            stack.topics().create(pipeline.topic(), 1);
            stack.topics().send(List.of(new ProducerRecord<>(pipeline.topic(), "quotedword {".getBytes(UTF_8))));
            Map<String, String> sink = pipeline.sinkConfig();
            sink.put("errors.tolerance", "none");

            stack.rest().put(pipeline.sink(), sink);

            assertThat(stack.rest()
                            .awaitFailed(pipeline.sink(), Duration.ofMinutes(1))
                            .firstTrace())
                    .contains("quotedword");
        }
    }

    private static Map<String, String> mask() {
        return Map.of(
                "transforms", "mask",
                "transforms.mask.type", "io.affidavit.smt.MaskFields",
                "transforms.mask.scan.keys", "true",
                "transforms.mask.scan.headers", "true");
    }

    private static List<String> compare(TestStack stack, Pipeline pipeline) {
        List<String> arguments = new ArrayList<>(List.of(
                "scan",
                "--compare",
                "topic:" + pipeline.topic(),
                "table:" + Pipeline.TABLE,
                "--sample",
                "0",
                "--bootstrap",
                stack.broker().bootstrapServers()));
        List<String> table = pipeline.tableOptions();
        // the table is a source here, its catalog's keys are the same
        arguments.addAll(table.subList(2, table.size()));
        return arguments;
    }

    /** An event with a secret of its own in every place that holds one. */
    private static ProducerRecord<byte[], byte[]> planted(String topic, int number) throws IOException {
        Map<String, Object> event = new LinkedHashMap<>(
                JSON.readValue(Events.minimal(number), new TypeReference<Map<String, Object>>() {}));
        event.put("tenant_id", "t" + number % 3);
        event.put("identity", Map.of("user_id", mail("user", number)));
        event.put(
                "content",
                Map.of(
                        "input_messages_json",
                        json(List.of(Map.of("role", "user", "content", "I am " + mail("nested", number)))),
                        "output_messages_json",
                        json(Map.of("one", json(Map.of("two", json(Map.of("password", MARK + "deep" + number)))))),
                        "system_instructions_json",
                        json(Map.of("card", Long.parseLong(CARD), "note", encoded(mail("coded", number))))));
        event.put(
                "decision",
                Map.of(
                        "tool_arguments_json",
                        json(Map.of("to", mail("percent", number).replace("@", "%40"))),
                        "retrieval_refs",
                        List.of("doc-1", "see " + mail("array", number)),
                        "explanation_json",
                        json(Map.of(
                                        "seen",
                                        "AKIAIOSFODNN7" + MARK.substring(0, 7).toUpperCase(Locale.ROOT)))
                                .replace("A", "\\u0041")));
        event.put("attributes", Map.of("note", "from " + mail("zero", number).replace("@", "\u200b@")));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, mail("key", number).getBytes(UTF_8), json(event).getBytes(UTF_8));
        record.headers().add("reply-to", mail("header", number).getBytes(UTF_8));
        return record;
    }

    /** A record whose schema says that a card is a number. */
    private static ProducerRecord<byte[], byte[]> typed(String topic) throws IOException {
        Map<String, Object> schema = Map.of(
                "type",
                "struct",
                "optional",
                false,
                "fields",
                List.of(
                        Map.of("field", "card", "type", "int64", "optional", false),
                        Map.of("field", "note", "type", "string", "optional", false)));
        Map<String, Object> payload = Map.of("card", Long.parseLong(CARD), "note", mail("typed", 0));
        return new ProducerRecord<>(
                topic,
                "k".getBytes(UTF_8),
                json(Map.of("schema", schema, "payload", payload)).getBytes(UTF_8));
    }

    private static String mail(String place, int number) {
        return MARK + "." + place + number + "@example.org";
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(("to " + text).getBytes(UTF_8));
    }

    private static String json(Object value) throws JsonProcessingException {
        return JSON.writeValueAsString(value);
    }

    private static void requireSilence(TestStack stack, String connector) throws IOException {
        requireAbsent("worker log", Files.readString(stack.worker().log()));
        requireAbsent("status", stack.rest().statusText(connector));
        requireAbsent("metrics", WorkerMetrics.text(stack.worker().pid()));
    }

    private static void requireAbsent(String place, String text) {
        assertThat(text.contains(MARK)).as("%s holds a planted secret", place).isFalse();
        assertThat(text.contains(CARD)).as("%s holds a planted card", place).isFalse();
        assertThat(text.contains(encoded(MARK).substring(0, 12)))
                .as("%s holds a planted secret in base64", place)
                .isFalse();
        assertThat(text.contains("AKIAIOSFODNN7"))
                .as("%s holds a planted key", place)
                .isFalse();
    }

    private static String text(List<ConsumerRecord<byte[], byte[]>> records) {
        StringBuilder text = new StringBuilder();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            append(text, record.key());
            append(text, record.value());
            record.headers().forEach(header -> append(text, header.value()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, byte[] bytes) {
        if (bytes != null) {
            text.append(new String(bytes, UTF_8)).append('\n');
        }
    }
}

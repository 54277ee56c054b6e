/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged webhook in a real worker, against a real HTTP server. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class IncidentWebhookIT {
    private static final String SECRET = "T0SECRET4711";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Queue<Integer> script = new ConcurrentLinkedQueue<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/services/" + SECRET, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void tellsOfEachChangeOnceThroughOutagesAndRestarts(TestStack stack) throws IOException {
        // Given a receiver that is down at first, and whose address is a secret
        stack.topics().create("hookincidents", 1);
        script.addAll(List.of(503, 500));
        Map<String, String> config = config(stack, "hookincidents");
        send(stack, "hookincidents", version("a1", "open", "high", 1), version("a1", "open", "high", 2));

        // When
        stack.rest().put("hook", config);
        awaitBodies(3);
        stack.rest().restart("hook");
        send(stack, "hookincidents", version("a1", "open", "high", 3), version("a1", "resolved", "high", 3));
        awaitBodies(4);

        // Then the first was sent until it was taken, the second is no news, the last is
        assertThat(keys.subList(0, 3)).containsOnly(keys.get(0));
        assertThat(bodies.get(0)).contains("[high] Fewer approvals.");
        assertThat(bodies.get(3)).contains("Resolved: Fewer approvals.");
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> stack.topics()
                                .committed("connect-hook", "hookincidents")
                                .getOrDefault(0, 0L)
                        == 4);
        assertThat(bodies).hasSize(4);
        assertThat(Files.readString(stack.worker().log())).doesNotContain(SECRET);
        stack.rest().delete("hook");
    }

    @Test
    void failsWithoutTellingTheSecretOrGoesOnThroughADeadLetterTopic(TestStack stack) throws IOException {
        // Given
        stack.topics().create("hookrefused", 1);
        stack.topics().create("hookrefused.dead", 1);
        script.add(404);
        Map<String, String> config = config(stack, "hookrefused");
        send(stack, "hookrefused", version("b1", "open", "high", 1));

        // When, Then
        stack.rest().put("hookrefused", config);
        stack.rest().awaitFailed("hookrefused", LIMIT);
        assertThat(stack.rest().status("hookrefused").firstTrace())
                .contains("topic hookrefused, partition 0, offset 0: the receiver answered status 404 to attempt 1.")
                .doesNotContain(SECRET, "Fewer");

        // When it may go on, Then
        script.add(404);
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", "hookrefused.dead");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        send(stack, "hookrefused", version("b2", "open", "high", 1));
        stack.rest().put("hookrefused", config);
        stack.rest().restart("hookrefused");
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> stack.topics().count("hookrefused.dead") == 1 && bodies.size() == 3);
        assertThat(bodies.get(2)).contains("b2");
        assertThat(stack.topics().read("hookrefused.dead"))
                .allSatisfy(letter -> letter.headers()
                        .forEach(header -> assertThat(header.value() == null ? "" : new String(header.value(), UTF_8))
                                .doesNotContain(SECRET)));
        stack.rest().delete("hookrefused");
    }

    private Map<String, String> config(TestStack stack, String topic) throws IOException {
        Path secrets = stack.directory().resolve(topic + ".properties");
        Files.writeString(
                secrets,
                "url=http://127.0.0.1:" + server.getAddress().getPort() + "/services/" + SECRET
                        + System.lineSeparator());
        Map<String, String> config = new TreeMap<>();
        config.put("connector.class", "io.affidavit.monitor.IncidentWebhookSinkConnector");
        config.put("topics", topic);
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("webhook.format", "slack");
        config.put("webhook.url", "${secrets:" + secrets + ":url}");
        config.put("webhook.allow.http", "true");
        config.put("webhook.backoff", "200ms");
        return config;
    }

    private void awaitBodies(int count) {
        Awaitility.await().atMost(LIMIT).until(() -> bodies.size() >= count);
    }

    private static void send(TestStack stack, String topic, String... versions) {
        stack.topics()
                .send(List.of(versions).stream()
                        .map(version -> new ProducerRecord<>(topic, 0, new byte[] {1}, version.getBytes(UTF_8)))
                        .toList());
    }

    private static String version(String id, String state, String severity, int occurrences) {
        return """
                {"schema":"affidavit.incident/1","id":"%s","state":"%s","provisional":false,"kind":"impact-ratio",
                 "severity":"%s","owner":"risk","monitor":"m","message":"Fewer approvals.","rule":{},
                 "where":{"connector":"c","topic":"t","partition":0},"scope":{},
                 "window":{"start":"2026-11-23T09:00:00Z","end":"2026-11-23T10:00:00Z"},
                 "first_seen":"2026-11-23T09:00:00Z","last_seen":"2026-11-23T09:10:00Z",%s
                 "occurrences":%d,"statistics":[],"sample_offsets":[],"added_later":{"x":1}}
                """.formatted(
                        id,
                        state,
                        severity,
                        state.equals("resolved") ? "\"resolved_at\":\"2026-11-23T11:00:00Z\"," : "",
                        occurrences);
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        Integer status = script.poll();
        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        exchange.close();
    }
}

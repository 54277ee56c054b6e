/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.incident.Incident.State;
import io.affidavit.monitor.webhook.Messages;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task against a real HTTPS server with a certificate that no public authority signed. */
class IncidentWebhookTlsTest {

    private static final TopicPartition PARTITION = new TopicPartition("incidents", 0);

    @TempDir
    private static Path directory;

    private static SelfSigned host;
    private static SelfSigned stranger;

    private final IncidentWebhookSinkTask task = new IncidentWebhookSinkTask(new MovedClock());
    private ScriptedReceiver receiver;

    @BeforeAll
    static void sign() throws Exception {
        host = new SelfSigned(directory.resolve("host"), "localhost");
        stranger = new SelfSigned(directory.resolve("stranger"), "elsewhere.example");
    }

    @AfterEach
    void end() {
        task.stop();
        receiver.close();
    }

    private void start(SelfSigned shown, Map<String, String> more) throws Exception {
        receiver = new ScriptedReceiver(shown.identity());
        Map<String, String> config = new HashMap<>();
        config.put("webhook.format", "template");
        config.put("webhook.template", "{\"c\":\"{{change}}\"}");
        config.put("webhook.url", receiver.url());
        config.put("webhook.authorization", "Bearer s3cret-canary");
        config.put("webhook.attempts", "1");
        config.putAll(more);
        task.initialize(new TestContext(List.of(PARTITION)));
        task.start(config);
        task.open(List.of(PARTITION));
    }

    private void tell() {
        task.put(List.of(new SinkRecord(
                "incidents",
                0,
                null,
                null,
                null,
                Messages.json(Messages.incident(1, State.OPEN, Severity.HIGH, 1)),
                0)));
    }

    private void assertRefused() {
        assertThatThrownBy(this::tell)
                .isInstanceOf(ConnectException.class)
                .hasNoCause()
                .hasMessageContaining("SSLHandshakeException")
                .hasMessageContaining("webhook.tls.authorities")
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining(directory.toString());
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void trustsACertificateInPem() throws Exception {
        start(host, Map.of("webhook.tls.authorities", host.pem()));

        tell();

        assertThat(receiver.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo("{\"c\":\"opened\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void trustsACertificateInAKeystore(String type) throws Exception {
        start(
                host,
                Map.of(
                        "webhook.tls.authorities",
                        host.keystore(type),
                        "webhook.tls.authorities.password",
                        SelfSigned.PASSWORD));

        tell();

        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void refusesACertificateThatNobodyTrusts() throws Exception {
        start(host, Map.of());

        assertRefused();
    }

    @Test
    void refusesACertificateThatIsNotTheTrustedOne() throws Exception {
        start(host, Map.of("webhook.tls.authorities", stranger.pem()));

        assertRefused();
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() throws Exception {
        start(stranger, Map.of("webhook.tls.authorities", stranger.pem()));

        assertRefused();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.smt.reveal.AuditException;
import io.affidavit.stack.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Reveal} with its audit topic on a real broker. */
class RevealAuditIT {

    private static final String ADA = "t1.1a2b3c4d.pii.email.A12TeJFC_vP2fWevLJU3BbDfdRSn_NG-BDDrkHuVLA~";

    @TempDir
    Path directory;

    @Test
    void keepsItsAuditInATopicAndRevealsNothingWithoutIt() throws Exception {
        try (KafkaBroker broker = KafkaBroker.chosen(directory)) {
            broker.start();
            Map<String, Object> admin = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin client = Admin.create(admin)) {
                client.createTopics(List.of(new NewTopic("audits", 1, (short) 1)))
                        .all()
                        .get();
            }

            // Given
            Reveal<SinkRecord> reveal = reveal(broker, "audits");

            // When
            SinkRecord revealed = reveal.apply(record(7));
            List<String> before = audits(broker, 1);
            reveal.close();
            List<String> after = audits(broker, 2);

            // Then
            assertThat(((Map<?, ?>) revealed.value()).get("a")).isEqualTo("ada@example.org");
            assertThat(before).singleElement().asString().contains("\"state\":\"begun\"", "SEC-1042", "\"first\":7");
            assertThat(after).hasSize(2);
            assertThat(after.get(1)).contains("\"state\":\"done\"", "\"revealed\":{\"pii.email\":1}");
            assertThat(after.toString()).doesNotContain("ada@");

            // Given: the broker has gone away
            Reveal<SinkRecord> cut = reveal(broker, "audits");
            broker.stop();

            // When, Then
            assertThatThrownBy(() -> cut.apply(record(8)))
                    .isInstanceOf(AuditException.class)
                    .hasNoCause()
                    .hasMessageContaining("audits");
            cut.close();
        }
    }

    private static Reveal<SinkRecord> reveal(KafkaBroker broker, String topic) {
        Map<String, String> config = new HashMap<>(RevealTest.CONFIG);
        config.put("reveal.audit.bootstrap.servers", broker.bootstrapServers());
        config.put("reveal.audit.topic", topic);
        config.put("reveal.audit.timeout", "5s");
        config.put("reveal.audit.producer.client.id", "reveal-audit");
        Reveal<SinkRecord> reveal = new Reveal<>();
        reveal.configure(config);
        return reveal;
    }

    private static SinkRecord record(long offset) {
        return new SinkRecord("ai-logs", 3, null, null, null, Map.of("tenant_id", "acme", "a", ADA), offset);
    }

    private static List<String> audits(KafkaBroker broker, int expected) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition("audits", 0)));
            for (int i = 0; i < 50 && values.size() < expected; i++) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return values;
    }
}

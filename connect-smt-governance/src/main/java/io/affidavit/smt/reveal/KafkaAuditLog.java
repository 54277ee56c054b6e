/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reveal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes audit records to a topic and waits for all in-sync replicas. The record key is the id of the batch. */
public final class KafkaAuditLog implements AuditLog {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Duration timeout;

    KafkaAuditLog(Producer<byte[], byte[]> producer, String topic, Duration timeout) {
        this.producer = producer;
        this.topic = topic;
        this.timeout = timeout;
    }

    public static AuditLog open(RevealConfig config) {
        Map<String, Object> settings = new HashMap<>(config.producer());
        int wait = (int) config.timeout().toMillis();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, wait);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, wait);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, wait);
        return new KafkaAuditLog(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                config.topic(),
                config.timeout());
    }

    @Override
    @SuppressWarnings("UnusedException") // its class says enough, and its message could hold anything
    public void write(String batch, String json) {
        byte[] key = batch.getBytes(StandardCharsets.UTF_8);
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        } catch (ExecutionException e) {
            throw failed(e.getCause().getClass().getSimpleName());
        } catch (TimeoutException | KafkaException e) {
            throw failed(e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        producer.close(timeout);
    }

    private AuditException failed(String why) {
        return new AuditException(
                "Cannot write audit record to topic " + topic + ": " + why
                        + ". Nothing is revealed until it can be; make the topic and give this connector the right to write to it.");
    }
}

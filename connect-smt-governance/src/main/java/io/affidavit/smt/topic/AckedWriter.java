/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.topic;

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

/** Writes records to a topic one by one, each acknowledged by all in-sync replicas before the call returns. */
public final class AckedWriter implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Duration timeout;

    private AckedWriter(Producer<byte[], byte[]> producer, String topic, Duration timeout) {
        this.producer = producer;
        this.topic = topic;
        this.timeout = timeout;
    }

    /**
     * @param client settings of the producer; those that safety depends on are set here
     * @param timeout how long one record may take
     */
    public static AckedWriter open(Map<String, Object> client, String topic, Duration timeout) {
        Map<String, Object> settings = new HashMap<>(client);
        int wait = (int) timeout.toMillis();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, wait);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, wait);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, wait);
        return new AckedWriter(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), topic, timeout);
    }

    /**
     * Returns once the record is safe.
     *
     * @param value null for a tombstone
     * @throws NotAckedException if that is not certain
     */
    @SuppressWarnings("UnusedException") // its class says enough, and its message could hold anything
    public void write(byte[] key, byte[] value) throws NotAckedException {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAckedException("interrupted");
        } catch (ExecutionException e) {
            throw new NotAckedException(e.getCause().getClass().getSimpleName());
        } catch (TimeoutException | KafkaException e) {
            throw new NotAckedException(e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        producer.close(timeout);
    }
}

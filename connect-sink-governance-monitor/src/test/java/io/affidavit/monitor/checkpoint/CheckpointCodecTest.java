/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.testing.Golden;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointCodecTest {

    private static final TopicPartition PARTITION = new TopicPartition("ai.events", 3);

    private final CheckpointCodec codec = new CheckpointCodec("credit-monitor", 100, 10_000);

    private static byte[] state(int size) {
        byte[] state = new byte[size];
        new SplittableRandom(size).nextBytes(state);
        return state;
    }

    private Checkpoints topic(List<Map.Entry<byte[], byte[]>> records) {
        Map<ByteBuffer, byte[]> latest = new HashMap<>();
        records.forEach(record -> latest.put(ByteBuffer.wrap(record.getKey()), record.getValue()));
        return new Checkpoints(codec, latest);
    }

    @Test
    void writesTheSameBytesForEver() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<byte[], byte[]> record : codec.write(PARTITION, new Checkpoint(4711, 12, state(120)))) {
            text.append(new String(record.getKey(), StandardCharsets.UTF_8)).append('\n');
            text.append(HexFormat.of().formatHex(record.getValue())).append('\n');
        }

        Golden.assertMatches(Path.of("src/test/resources/golden/checkpoint/v1.txt"), text.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 200, 201, 10_000})
    void readsWhatItWroteInHoweverManyParts(int size) {
        Checkpoint checkpoint = new Checkpoint(4711, 12, state(size));
        List<Map.Entry<byte[], byte[]>> records = codec.write(PARTITION, checkpoint);

        assertThat(records).hasSize(size <= 100 ? 1 : 1 + (size + 99) / 100);
        assertThat(topic(records).of(PARTITION)).contains(checkpoint);
        assertThat(topic(records).partitions("ai.events")).containsExactly(PARTITION);
        assertThat(topic(records).partitions("another")).isEmpty();
        assertThat(topic(records).of(new TopicPartition("ai.events", 4))).isEmpty();
    }

    @Test
    void passesOverPartsOfALargerStateBefore() {
        // Given
        List<Map.Entry<byte[], byte[]>> before = codec.write(PARTITION, new Checkpoint(10, 1, state(950)));
        Checkpoint smaller = new Checkpoint(20, 2, state(250));
        Map<ByteBuffer, byte[]> latest = new HashMap<>();
        before.forEach(record -> latest.put(ByteBuffer.wrap(record.getKey()), record.getValue()));

        // When
        codec.write(PARTITION, smaller)
                .forEach(record -> latest.put(ByteBuffer.wrap(record.getKey()), record.getValue()));

        // Then
        assertThat(new Checkpoints(codec, latest).of(PARTITION)).contains(smaller);
    }

    @Test
    void refusesAStateWithASingleOtherBit() {
        for (Map.Entry<byte[], byte[]> damaged : codec.write(PARTITION, new Checkpoint(4711, 12, state(120)))) {
            for (int i = 0; i < damaged.getValue().length; i++) {
                byte[] value = damaged.getValue().clone();
                value[i] ^= 1;
                List<Map.Entry<byte[], byte[]>> records =
                        new ArrayList<>(codec.write(PARTITION, new Checkpoint(4711, 12, state(120))));
                records.add(Map.entry(damaged.getKey(), value));
                Checkpoints topic = topic(records);

                assertThatThrownBy(() -> topic.of(PARTITION))
                        .as("byte %s", i)
                        .isInstanceOf(ConnectException.class)
                        .hasMessageStartingWith("Cannot resume partition ai.events-3: its checkpoint is damaged");
            }
        }
    }

    @Test
    void refusesPartsOfAnotherCheckpoint() {
        List<Map.Entry<byte[], byte[]>> records = codec.write(PARTITION, new Checkpoint(10, 1, state(250)));
        List<Map.Entry<byte[], byte[]>> later = codec.write(PARTITION, new Checkpoint(20, 2, state(250)));
        Checkpoints torn = topic(List.of(records.get(0), later.get(1), later.get(2), later.get(3)));

        assertThatThrownBy(() -> torn.of(PARTITION)).isInstanceOf(ConnectException.class);
    }

    @Test
    void refusesToWriteMoreThanAllowed() {
        assertThatThrownBy(() -> codec.write(PARTITION, new Checkpoint(1, 1, state(10_001))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("10001 bytes, more than the 10000 allowed. Raise monitor.checkpoint.max.bytes");
    }
}

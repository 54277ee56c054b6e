/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.checkpoint;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** What a checkpoint topic holds: the latest record of each key. */
public final class Checkpoints {

    private final CheckpointCodec codec;
    private final Map<ByteBuffer, byte[]> latest;

    Checkpoints(CheckpointCodec codec, Map<ByteBuffer, byte[]> latest) {
        this.codec = codec;
        this.latest = Map.copyOf(latest);
    }

    /**
     * The checkpoint of a partition.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if it is damaged or of a later version
     */
    public Optional<Checkpoint> of(TopicPartition partition) {
        byte[] head = latest.get(ByteBuffer.wrap(codec.key(partition)));
        return head == null ? Optional.empty() : Optional.of(codec.read(partition, head, parts(partition)));
    }

    /** The sequence of a partition's checkpoint; 0 where it has none. */
    long sequence(TopicPartition partition) {
        byte[] head = latest.get(ByteBuffer.wrap(codec.key(partition)));
        return head == null ? 0 : codec.sequence(head, partition);
    }

    /** The connector's partitions of a topic that have a checkpoint. */
    public List<TopicPartition> partitions(String topic) {
        Map<TopicPartition, Boolean> partitions = new LinkedHashMap<>();
        for (ByteBuffer key : latest.keySet()) {
            TopicPartition partition = partition(key);
            if (partition != null
                    && partition.topic().equals(topic)
                    && latest.containsKey(ByteBuffer.wrap(codec.key(partition)))) {
                partitions.put(partition, true);
            }
        }
        return List.copyOf(partitions.keySet());
    }

    private List<byte[]> parts(TopicPartition partition) {
        List<byte[]> parts = new ArrayList<>();
        byte[] part = latest.get(ByteBuffer.wrap(codec.partKey(partition, 0)));
        while (part != null) {
            parts.add(part);
            part = latest.get(ByteBuffer.wrap(codec.partKey(partition, parts.size())));
        }
        return parts;
    }

    @SuppressWarnings("UnusedException") // the key of somebody else
    private static TopicPartition partition(ByteBuffer key) {
        byte[] json = new byte[key.remaining()];
        key.duplicate().get(json);
        try {
            return JsonText.parse(json) instanceof List<?> parts
                            && parts.size() == 3
                            && parts.get(1) instanceof String topic
                            && parts.get(2) instanceof Long number
                    ? new TopicPartition(topic, number.intValue())
                    : null;
        } catch (InvalidJsonException e) {
            return null;
        }
    }
}

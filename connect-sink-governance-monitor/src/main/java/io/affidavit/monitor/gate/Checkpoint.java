/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one partition has been gated. In Kafka a record with the key {@code ["connector","topic",partition]} and the value
 * {@code {"v":1,"next":offset,"topic_id":"id"}}, both JSON; a tombstone forgets it.
 *
 * @param next offset of the first record that has not been gated
 * @param topicId tells a topic from one of the same name that was created later; null where it is not known
 */
record Checkpoint(long next, String topicId) {

    private static final int VERSION = 1;

    Checkpoint {
        if (next < 0) {
            throw new IllegalArgumentException("Invalid checkpoint: offsets begin at 0.");
        }
    }

    static byte[] key(String connector, TopicPartition partition) {
        return utf8(JsonText.write(List.of(connector, partition.topic(), partition.partition())));
    }

    byte[] value() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("next", next);
        if (topicId != null) {
            members.put("topic_id", topicId);
        }
        return utf8(JsonText.write(members));
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if it is no checkpoint of a version known here
     */
    @SuppressWarnings("UnusedException") // says no more than this
    static Checkpoint parse(byte[] value) {
        try {
            if (JsonText.parse(value) instanceof Map<?, ?> members
                    && Objects.equals(members.get("v"), (long) VERSION)
                    && members.get("next") instanceof Long next) {
                return new Checkpoint(next, members.get("topic_id") instanceof String id ? id : null);
            }
        } catch (InvalidJsonException e) {
            // falls through to the one refusal
        }
        throw new IllegalArgumentException("Cannot read checkpoint: it is of another version, or none at all.");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

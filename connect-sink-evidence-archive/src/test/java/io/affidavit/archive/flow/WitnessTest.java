/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.Mark;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class WitnessTest {

    private static final Map<String, String> CONFIG =
            Map.of("name", "archive", "transforms", "mask", "transforms.mask.type", "io.affidavit.smt.MaskFields");

    private final Witness witness = Witness.of(CONFIG);
    private final Mark.LastRecord last = witness.of(record(Schema.STRING_SCHEMA, "key", 5L));

    @Test
    void recognizesTheSameRecord() {
        assertThat(witness.contradicts(last, record(Schema.STRING_SCHEMA, "key", 5L)))
                .isFalse();
    }

    @Test
    void seesAnotherTimestampOrKey() {
        assertThat(witness.contradicts(last, record(Schema.STRING_SCHEMA, "key", 6L)))
                .isTrue();
        assertThat(witness.contradicts(last, record(Schema.STRING_SCHEMA, "yek", 5L)))
                .isTrue();
        assertThat(witness.contradicts(last, record(Schema.STRING_SCHEMA, null, 5L)))
                .isTrue();
    }

    @Test
    void comparesNoKeysThatCameAboutInDifferentWays() {
        // Given the same record, whose key another transform, or another converter, makes anew
        Map<String, String> changed = new HashMap<>(CONFIG);
        changed.put("transforms.mask.action", "hash");
        assertThat(Witness.of(changed).contradicts(last, record(Schema.STRING_SCHEMA, "hashed", 5L)))
                .isFalse();
        assertThat(witness.contradicts(
                        last, record(Schema.BYTES_SCHEMA, "key".getBytes(java.nio.charset.StandardCharsets.UTF_8), 5L)))
                .isFalse();

        // Then the timestamp still tells, and settings that no key depends on change nothing
        assertThat(Witness.of(changed).contradicts(last, record(Schema.STRING_SCHEMA, "hashed", 6L)))
                .isTrue();
        Map<String, String> unrelated = new HashMap<>(CONFIG);
        unrelated.put("tasks.max", "9");
        assertThat(Witness.of(unrelated).contradicts(last, record(Schema.STRING_SCHEMA, "yek", 5L)))
                .isTrue();
    }

    @Test
    void holdsNothingOfTheKey() {
        assertThat(last.toString()).doesNotContain("key=").doesNotContain("\"key\"");
        assertThat(last.keyHash()).matches("[0-9a-f]{16}");
    }

    private static SinkRecord record(Schema schema, Object key, Long timestamp) {
        return new SinkRecord("governed", 0, schema, key, null, "value", 49, timestamp, TimestampType.CREATE_TIME);
    }
}

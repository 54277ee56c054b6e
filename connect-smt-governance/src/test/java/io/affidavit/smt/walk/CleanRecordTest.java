/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.JsonText;
import io.affidavit.smt.protect.Actions;
import io.affidavit.smt.protect.Policy;
import io.affidavit.smt.rules.Detection;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CleanRecordTest {

    private static final String JSON =
            "{\"id\":\"0192f1c7-6a52-7c3e-9a41-5d0b6f2c8e11\",\"prompt\":\"Refund order 88121\\nsoon\","
                    + "\"refs\":[\"kb://refunds/policy#12\"],\"args\":\"{\\\"case\\\":55120,\\\"token\\\":\\\" the\\\"}\",\"n\":1795312345123}";
    private static final int ROUNDS = 20_000;
    /** What the measurement itself may cost a round. */
    private static final long SLACK_BYTES = 1;

    static Stream<Named<SourceRecord>> cleanRecords() {
        Schema schema = EventContract.connectSchema();
        Struct content = new Struct(schema.field("content").schema()).put("input_messages_json", JSON);
        Struct event = new Struct(schema)
                .put("event_id", "5f0c5ad1c2b84d0a9f7e2f2b8f1d6a10")
                .put("entity_id", "5f0c5ad1c2b84d0a9f7e2f2b8f1d6a10")
                .put("category", "prompt")
                .put("event_time", Date.from(Instant.EPOCH))
                .put("observed_time", Date.from(Instant.EPOCH))
                .put("schema_version", "1.0.0")
                .put("source", new Struct(schema.field("source").schema()).put("system", "litellm"))
                .put("content", content);
        return Stream.of(
                Named.of("map", record(null, JsonText.parse(JSON))),
                Named.of("hash table", record(null, new LinkedHashMap<>((Map<?, ?>) JsonText.parse(JSON)))),
                Named.of("JSON text", record(null, JSON)),
                Named.of("event", record(schema, event)));
    }

    @ParameterizedTest
    @MethodSource("cleanRecords")
    void costsNoMemory(SourceRecord record) {
        // Given
        RecordWalk<SourceRecord> walk = new RecordWalk<>(new WalkSettings(
                Policy.of(Actions.keyless().named("redact"), Map.of()),
                PathTree.of(List.of()),
                new Budget(1 << 20, 100, 10_000, 1 << 24, 1_000),
                Detection.of(50),
                true,
                false,
                true,
                List.of("tenant_id"),
                List.of(),
                FindingsField.NONE,
                Subjects.NONE));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(walk.apply(record)).isSameAs(record);
        }

        // When
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            walk.apply(record);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        // Then
        assertThat(bytes / ROUNDS).isLessThanOrEqualTo(SLACK_BYTES);
    }

    private static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "t", null, null, "key", schema, value);
    }
}

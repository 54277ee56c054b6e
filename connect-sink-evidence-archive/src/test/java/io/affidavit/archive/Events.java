/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records of the event contract for tests. */
final class Events {

    static final long TIME = Instant.parse("2026-11-21T10:15:30Z").toEpochMilli();

    private Events() {}

    static Struct struct(long offset) {
        Schema schema = EventContract.connectSchema();
        return new Struct(schema)
                .put("event_id", String.format("%032x", offset))
                .put("entity_id", String.format("%032x", offset / 3))
                .put("revision", 1L)
                .put("category", "tool_call")
                .put("event_time", new Date(TIME + offset))
                .put("observed_time", new Date(TIME + offset + 5))
                .put("tenant_id", "tenant-" + offset % 7)
                .put("schema_version", EventContract.VERSION)
                .put("source", new Struct(schema.field("source").schema()).put("system", "litellm"))
                .put(
                        "decision",
                        new Struct(schema.field("decision").schema())
                                .put("tool_name", "search")
                                .put("retrieval_refs", List.of("doc-1", "doc-2"))
                                .put("risk_score", 0.25)
                                .put("tool_arguments_json", "{\"q\":\"weather " + offset + "\"}"))
                .put("attributes", Map.of("region", "eu"));
    }

    static Map<String, Object> map(long offset) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", String.format("%032x", offset));
        event.put("entity_id", String.format("%032x", offset / 3));
        event.put("category", "tool_call");
        event.put("event_time", TIME + offset);
        event.put("observed_time", Instant.ofEpochMilli(TIME + offset + 5).toString());
        event.put("schema_version", EventContract.VERSION);
        event.put("source", Map.of("system", "litellm"));
        return event;
    }

    static SinkRecord record(long offset) {
        return record(0, offset, struct(offset));
    }

    /** Records of partition 0, from one offset to before another. */
    static List<SinkRecord> records(long from, long to) {
        return records(0, from, to);
    }

    static List<SinkRecord> records(int partition, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> record(partition, offset, struct(offset)))
                .toList();
    }

    static SinkRecord record(int partition, long offset, Object value) {
        return record(partition, offset, value, new ConnectHeaders());
    }

    static SinkRecord record(int partition, long offset, Object value, Headers headers) {
        Schema schema = value instanceof Struct struct ? struct.schema() : null;
        return new SinkRecord(
                ArchiveHarness.TOPIC,
                partition,
                Schema.STRING_SCHEMA,
                "key-" + offset,
                schema,
                value,
                offset,
                ArchiveHarness.NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                headers);
    }

    static SinkRecord json(long offset) {
        return record(0, offset, JsonText.write(map(offset)));
    }

    static SinkRecord tombstone(long offset) {
        return record(0, offset, null);
    }

    /** A record no row can be made of. */
    static SinkRecord poison(long offset) {
        return record(0, offset, "{ this is no JSON, but secret-canary-4711");
    }

    static Headers held(String text) {
        return new ConnectHeaders().addString(GovHeaders.LEGAL_HOLD, text);
    }

    static Headers classed(String text) {
        return new ConnectHeaders().addString(GovHeaders.RETENTION_CLASS, text);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every Affidavit transform promises, whatever it does: each has a test that extends this suite. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransformContract {

    /** Planted in every hostile value; it must never come out in a message. */
    static final String CANARY = "canary-4f1d2c9e-sk-live-51H8";

    private static final int THREADS = 8;
    private static final int ROUNDS = 300;
    private static final long WALL_CLOCK = 1_760_000_000_000L;

    /** The transform under test, configured, for a source connector, with a fixed clock if it reads one. */
    abstract Transformation<SourceRecord> onSource();

    /** The transform under test, configured the same, for a sink connector, with rejects at their default. */
    abstract Transformation<SinkRecord> onSink();

    /** Values the transform accepts: at least one Struct and one Map without schema. */
    abstract Stream<SchemaAndValue> acceptedValues();

    /** Values with schema or without that no transform can be glad of. Subclasses add their own. */
    Stream<Named<SchemaAndValue>> hostileValues() {
        Map<Object, Object> oddKeys = new HashMap<>();
        oddKeys.put(null, CANARY);
        oddKeys.put(42, CANARY);
        oddKeys.put(List.of(CANARY), CANARY);
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("self", cyclic);
        cyclic.put("secret", CANARY);
        Object deep = CANARY;
        for (int i = 0; i < 20_000; i++) {
            deep = Map.of("d", deep);
        }
        return Stream.of(
                named("text that is no JSON", null, "{\"secret\":\"" + CANARY),
                named("text with a schema", Schema.STRING_SCHEMA, CANARY),
                named("JSON of another shape", null, "[\"" + CANARY + "\"]"),
                named("deep JSON text", null, "{\"a\":".repeat(50_000) + "\"" + CANARY + "\"" + "}".repeat(50_000)),
                named("bytes that are no UTF-8", Schema.BYTES_SCHEMA, new byte[] {(byte) 0xff, (byte) 0xfe, 0}),
                named("a number", Schema.INT64_SCHEMA, 7L),
                named("an empty map", null, Map.of()),
                named("a map with odd keys", null, oddKeys),
                named("a map that contains itself", null, cyclic),
                named("a deep map", null, deep),
                named("not a number", null, Map.of("spend", Double.NaN, "secret", CANARY)),
                named("an object no converter knows", null, Map.of("thing", new Unprintable(), "secret", CANARY)));
    }

    @Test
    void passesTombstones() {
        SourceRecord source = source(null, null);
        SinkRecord sink = sink(null, null);

        assertThat(onSource().apply(source)).isEqualTo(source);
        assertThat(onSink().apply(sink)).isEqualTo(sink);
    }

    @Test
    void leavesControlRecordsAlone() {
        SourceRecord source = source(null, Map.of("manifest", CANARY));
        source.headers().addString("gov.control", "manifest");
        SinkRecord sink = sink(Schema.STRING_SCHEMA, CANARY);
        sink.headers().addString("gov.control", "manifest");

        assertThat(onSource().apply(source)).isSameAs(source);
        assertThat(onSink().apply(sink)).isSameAs(sink);
    }

    @Test
    void leavesRejectedRecordsAlone() {
        Transformation<SourceRecord> transform = onSource();
        SourceRecord rejected = rejectedByAnother();

        assertThat(transform.apply(rejected)).isSameAs(rejected);
    }

    @ParameterizedTest
    @MethodSource("acceptedValues")
    void acceptsWithoutReject(SchemaAndValue value) {
        SourceRecord result = onSource().apply(source(value.schema(), value.value()));

        assertThat(result.headers().lastWithName("gov.reject.rule")).isNull();
        assertThat(result.timestamp()).isEqualTo(WALL_CLOCK);
        assertThat(result.sourceOffset()).isEqualTo(Map.of("position", 1L));
    }

    @ParameterizedTest
    @MethodSource("acceptedValues")
    void mutatesNothing(SchemaAndValue value) {
        // Given
        SourceRecord record = source(value.schema(), value.value());
        String before = picture(record);

        // When
        onSource().apply(record);

        // Then
        assertThat(picture(record)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("acceptedValues")
    void isThreadSafe(SchemaAndValue value) throws Exception {
        // Given
        Transformation<SourceRecord> transform = onSource();
        SourceRecord record = source(value.schema(), value.value());
        String expected = picture(transform.apply(record));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);

        // When
        List<Future<Integer>> results = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            results.add(pool.submit(() -> {
                start.await();
                int same = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    same += picture(transform.apply(record)).equals(expected) ? 1 : 0;
                }
                return same;
            }));
        }
        start.countDown();

        // Then
        for (Future<Integer> result : results) {
            assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(ROUNDS);
        }
        pool.shutdown();
    }

    @ParameterizedTest
    @MethodSource("hostileValues")
    void losesNoSourceRecord(SchemaAndValue value) {
        SourceRecord result = onSource().apply(source(value.schema(), value.value()));

        assertThat(result).isNotNull();
        assertThat(result.sourceOffset()).isEqualTo(Map.of("position", 1L));
        if (result.headers().lastWithName("gov.reject.rule") != null) {
            assertThat(result.topic()).isNotEqualTo("ai-logs");
            assertThat(picture(result)).doesNotContain(CANARY);
        }
    }

    @ParameterizedTest
    @MethodSource("hostileValues")
    void losesNoSinkRecordAndTellsNoSecret(SchemaAndValue value) {
        SinkRecord record = sink(value.schema(), value.value());
        SinkRecord[] result = new SinkRecord[1];

        Throwable thrown = catchThrowable(() -> result[0] = onSink().apply(record));

        if (thrown == null) {
            assertThat(result[0]).isNotNull();
            assertThat(result[0].topic()).isEqualTo("ai-logs");
        } else {
            assertThat(thrown).isInstanceOf(DataException.class).hasNoCause();
            assertThat(thrown.getSuppressed()).isEmpty();
            assertThat(thrown.getMessage()).contains("ai-logs").doesNotContain(CANARY);
        }
    }

    static Named<SchemaAndValue> named(String name, Schema schema, Object value) {
        return Named.of(name, new SchemaAndValue(schema, value));
    }

    static SourceRecord source(Schema schema, Object value) {
        return new SourceRecord(
                Map.of("table", "logs"),
                Map.of("position", 1L),
                "ai-logs",
                null,
                Schema.STRING_SCHEMA,
                "key",
                schema,
                value,
                WALL_CLOCK,
                new ConnectHeaders());
    }

    static SinkRecord sink(Schema schema, Object value) {
        return new SinkRecord("ai-logs", 3, Schema.STRING_SCHEMA, "key", schema, value, 77L);
    }

    /** Everything of a record as text, independent of map order. */
    static String picture(ConnectRecord<?> record) {
        StringBuilder text = new StringBuilder();
        text.append(record.topic()).append('\n').append(record.kafkaPartition()).append('\n');
        text.append(record.timestamp()).append('\n');
        text.append(record.keySchema())
                .append('=')
                .append(pictureOf(record.key()))
                .append('\n');
        text.append(record.valueSchema())
                .append('=')
                .append(pictureOf(record.value()))
                .append('\n');
        for (Header header : record.headers()) {
            text.append(header.key())
                    .append('=')
                    .append(pictureOf(header.value()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String pictureOf(Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, item) -> entries.add(pictureOf(key) + ":" + pictureOf(item)));
            Collections.sort(entries);
            return entries.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TransformContract::pictureOf).toList().toString();
        }
        if (value instanceof Struct struct) {
            List<String> fields = new ArrayList<>();
            struct.schema().fields().forEach(field -> fields.add(field.name() + ":" + pictureOf(struct.get(field))));
            return fields.toString();
        }
        return String.valueOf(value);
    }

    /** A record as another transform of the chain rejects it. */
    private static SourceRecord rejectedByAnother() {
        EnforceSchemaVersion<SourceRecord> other = new EnforceSchemaVersion<>();
        other.configure(Map.of("accept", ">=1.0 <2"));
        SourceRecord rejected = other.apply(source(null, Map.of("schema_version", "9.0", "secret", CANARY)));
        assertThat(rejected.headers().lastWithName("gov.reject.rule")).isNotNull();
        return rejected;
    }

    /** A value whose text is a secret and whose class no converter knows. */
    static final class Unprintable {
        @Override
        public String toString() {
            throw new IllegalStateException(CANARY);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.mapping.BuiltInMappings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in mapping against rows as its store writes them: the same event whatever form the row comes in. */
class MappingGoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/mappings");
    private static final int MIN_ROWS = 4;

    static Stream<Named<Path>> rows() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".row.json")).sorted().toList().stream()
                    .map(file -> Named.of(GOLDEN.relativize(file).toString(), file));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void mapsRowsOfAnyForm(Path file) throws IOException {
        // Given
        Map<?, ?> given = (Map<?, ?>) JsonText.parse(Files.readString(file));
        Map<?, ?> row = (Map<?, ?>) given.get("row");
        Path expected = Path.of(file.toString().replace(".row.json", ".event.json"));
        ToGovernanceEvent<SourceRecord> transform =
                transform(file.getParent().getFileName().toString());

        for (Object form :
                List.of(row, JsonText.write(row), JsonText.write(row).getBytes(StandardCharsets.UTF_8), struct(row))) {
            // When
            SourceRecord event = transform.apply(record(form, (Map<?, ?>) given.get("headers")));

            // Then
            assertMatches(expected, picture(event), form);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void givesTheSameEventAsAMapOfItsSetFields(Path file) throws IOException {
        // Given
        Map<?, ?> given = (Map<?, ?>) JsonText.parse(Files.readString(file));
        String mapping = file.getParent().getFileName().toString();
        SourceRecord record = record(given.get("row"), (Map<?, ?>) given.get("headers"));

        // When
        SourceRecord struct = transform(mapping).apply(record);
        SourceRecord map = transform(mapping, Map.of("form", "map")).apply(record);

        // Then it is what JSON of the Struct is read back as, less what is null
        assertThat(map.valueSchema()).isNull();
        assertThat(map.value()).isEqualTo(plain(struct.value(), Date::getTime));
        assertThat(map.key()).isEqualTo(struct.key());
        assertThat(map.headers()).isEqualTo(struct.headers());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void givesEveryEventOfARowThatIsHandedOverForEach(Path file) throws IOException {
        // Given
        Map<?, ?> given = (Map<?, ?>) JsonText.parse(Files.readString(file));
        Map<?, ?> row = (Map<?, ?>) given.get("row");
        Path expected = Path.of(file.toString().replace(".row.json", ".further.json"));
        ToGovernanceEvent<SourceRecord> transform =
                transform(file.getParent().getFileName().toString());

        for (Object form : List.of(row, struct(row))) {
            // When
            Map<String, Object> headers = new LinkedHashMap<>();
            ((Map<?, ?>) given.get("headers")).forEach((name, value) -> headers.put((String) name, value));
            headers.put("gov.source.ordinals", "9");
            headers.put("gov.source.ordinal", "0");
            SourceRecord own = transform.apply(record(form, headers));
            List<Object> further = new ArrayList<>();
            for (int ordinal = 1; ordinal < 9; ordinal++) {
                headers.put("gov.source.ordinal", Integer.toString(ordinal));
                SourceRecord event = transform.apply(record(form, headers));
                if (event != null) {
                    further.add(picture(event));
                }
            }

            // Then the row's own event says how many there are
            String events = GovHeaders.text(own.headers(), "gov.row.events");
            assertThat(events).isEqualTo(further.isEmpty() ? null : Integer.toString(further.size() + 1));
            if (further.isEmpty()) {
                assertThat(expected).doesNotExist();
            } else {
                assertMatches(expected, further, form);
            }
        }
    }

    private static void assertMatches(Path file, Object events, Object form) throws IOException {
        if (Boolean.getBoolean("golden.update") && form instanceof Map) {
            Files.writeString(file, JsonText.write(events) + "\n");
        }
        assertThat(CanonicalJson.canonicalize(JsonText.write(events)))
                .as("from %s", form.getClass().getSimpleName())
                .isEqualTo(CanonicalJson.canonicalize(Files.readString(file)));
    }

    @Test
    void everyBuiltInMappingHasGoldenRows() throws IOException {
        for (String mapping : BuiltInMappings.names()) {
            try (Stream<Path> files = Files.list(GOLDEN.resolve(mapping))) {
                assertThat(files.filter(file -> file.toString().endsWith(".row.json")))
                        .as(mapping)
                        .hasSizeGreaterThanOrEqualTo(MIN_ROWS);
            }
        }
    }

    static ToGovernanceEvent<SourceRecord> transform(String mapping) {
        return transform(mapping, Map.of());
    }

    private static ToGovernanceEvent<SourceRecord> transform(String mapping, Map<String, String> more) {
        ToGovernanceEvent<SourceRecord> transform =
                new ToGovernanceEvent<>(() -> Instant.parse("2026-11-22T00:00:00Z"));
        Map<String, String> config = new LinkedHashMap<>(more);
        config.put("mapping", mapping);
        config.put("hash.key", Base64.getEncoder().encodeToString(new byte[32]));
        config.put("hash.key.id", "test");
        transform.configure(config);
        return transform;
    }

    static SourceRecord record(Object value, Map<?, ?> headers) {
        ConnectHeaders connect = new ConnectHeaders();
        headers.forEach((name, text) -> connect.addString(name.toString(), text.toString()));
        Schema schema = value instanceof Struct struct ? struct.schema() : null;
        return new SourceRecord(Map.of(), Map.of(), "ai-logs", null, null, null, schema, value, 1L, connect);
    }

    static Struct struct(Map<?, ?> row) {
        SchemaBuilder builder = SchemaBuilder.struct();
        row.forEach((name, value) -> {
            if (value != null) {
                builder.field(name.toString(), schema(value));
            }
        });
        Struct struct = new Struct(builder.build());
        row.forEach((name, value) -> {
            if (value != null) {
                struct.put(name.toString(), nested(value) ? CanonicalJson.of(value) : value);
            }
        });
        return struct;
    }

    private static Schema schema(Object value) {
        if (value instanceof Long) {
            return Schema.OPTIONAL_INT64_SCHEMA;
        }
        if (value instanceof Boolean) {
            return Schema.OPTIONAL_BOOLEAN_SCHEMA;
        }
        return value instanceof Double ? Schema.OPTIONAL_FLOAT64_SCHEMA : Schema.OPTIONAL_STRING_SCHEMA;
    }

    private static boolean nested(Object value) {
        return value instanceof Map || value instanceof List;
    }

    static Map<String, Object> picture(SourceRecord record) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            assertThat(headers.put(header.key(), header.value()))
                    .as(header.key())
                    .isNull();
        }
        Map<String, Object> picture = new LinkedHashMap<>();
        picture.put("key", record.key());
        picture.put("headers", headers);
        picture.put("event", plain(record.value(), time -> time.toInstant().toString()));
        return picture;
    }

    private static Object plain(Object value, Function<Date, Object> times) {
        if (value instanceof Struct struct) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Field field : struct.schema().fields()) {
                if (struct.get(field) != null) {
                    fields.put(field.name(), plain(struct.get(field), times));
                }
            }
            return fields;
        }
        if (value instanceof Date date) {
            return times.apply(date);
        }
        return value instanceof List<?> list ? new ArrayList<>(list) : value;
    }
}

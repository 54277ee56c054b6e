/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka's own converter says what is right. */
class GovernedJsonConverterTest {

    private static final String SECRET = "planted-4111111111111111";

    private final GovernedJsonConverter ours = new GovernedJsonConverter();
    private final JsonConverter kafkas = new JsonConverter();

    GovernedJsonConverterTest() {
        ours.configure(Map.of("schemas.enable", "false"), false);
        kafkas.configure(Map.of("schemas.enable", "false"), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "struct"})
    void writesEveryGoldenEventAsKafkasConverterDoes(String form) throws IOException {
        int events = 0;
        for (Path file : goldenRows()) {
            ToGovernanceEvent<SourceRecord> transform = new ToGovernanceEvent<>();
            transform.configure(Map.of("mapping", mappingOf(file), "form", form, "quarantine.topic", "q"));
            Object row = ((Map<?, ?>) JsonText.parse(Files.readString(file))).get("row");
            SourceRecord event = transform.apply(new SourceRecord(Map.of(), Map.of(), "t", null, row));
            if (event != null && event.topic().equals("t")) {
                assertSameBytes(event.valueSchema(), event.value());
                events++;
            }
        }
        assertThat(events).isGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesValuesAsKafkasConverterDoes(SchemaAndValue value) {
        assertSameBytes(value.schema(), value.value());
    }

    @Test
    void writesAndReadsAnyMapAsKafkasConverterDoes() {
        SplittableRandom random = new SplittableRandom(19);
        for (int i = 0; i < 2_000; i++) {
            Object value = map(random, 0);
            byte[] json = assertSameBytes(null, value);
            assertThat(ours.toConnectData("t", json)).isEqualTo(kafkas.toConnectData("t", json));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "true", "12", "-1.5e3", "\"a\"", "[1,[2.5],{}]", " {\"a\":null} "})
    void readsDocumentsAsKafkasConverterDoes(String json) {
        assertThat(ours.toConnectData("t", json.getBytes(UTF_8)))
                .isEqualTo(kafkas.toConnectData("t", json.getBytes(UTF_8)));
    }

    @Test
    void leavesTombstonesAlone() {
        assertThat(ours.fromConnectData("t", null, null)).isNull();
        assertThat(ours.toConnectData("t", null)).isEqualTo(SchemaAndValue.NULL);
    }

    @Test
    void keepsOrderAndNumbersThatKafkasConverterChanges() {
        // Given
        String json = "{\"z\":18446744073709551615,\"a\":0.12345678901234567890123,\"m\":1}";

        // When
        Object value = ours.toConnectData("t", json.getBytes(UTF_8)).value();

        // Then
        assertThat(value)
                .isEqualTo(Map.of(
                        "z", new BigInteger("18446744073709551615"),
                        "a", new BigDecimal("0.12345678901234567890123"),
                        "m", 1L));
        assertThat(new String(ours.fromConnectData("t", null, value), UTF_8)).isEqualTo(json);
        assertThat(kafkas.toConnectData("t", json.getBytes(UTF_8)).value())
                .extracting("z")
                .isEqualTo(-1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"" + SECRET + "\",\"a\":1}",
                "{\"a\":" + SECRET,
                "{\"a\":1} " + SECRET,
                SECRET,
                "\"" + SECRET,
                "{\"" + SECRET + "\"}"
            })
    void refusesWhatIsNoJsonWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> ours.toConnectData("t", text.getBytes(UTF_8)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Cannot read JSON: ")
                .hasNoCause()
                .hasMessageNotContaining("planted");
    }

    @ParameterizedTest
    @MethodSource("unwritable")
    void refusesWhatJsonCannotHoldWithoutRepeatingIt(SchemaAndValue value) {
        assertThatThrownBy(() -> ours.fromConnectData("t", value.schema(), value.value()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Cannot write JSON: ")
                .hasNoCause()
                .hasMessageNotContaining("planted");
    }

    @Test
    void refusesSchemas() {
        assertThatThrownBy(() -> ours.configure(Map.of("schemas.enable", "true"), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schemas.enable");
    }

    static Stream<SchemaAndValue> values() {
        Schema optional =
                SchemaBuilder.string().optional().defaultValue("usual").build();
        Schema time = Timestamp.builder().optional().build();
        Schema schema = SchemaBuilder.struct()
                .field("text", Schema.STRING_SCHEMA)
                .field("usual", optional)
                .field("absent", Schema.OPTIONAL_INT64_SCHEMA)
                .field("time", time)
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .field("clock", Time.SCHEMA)
                .field("price", Decimal.schema(2))
                .field("small", Schema.INT8_SCHEMA)
                .field("float", Schema.FLOAT32_SCHEMA)
                .field(
                        "names",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, optional).build())
                .field(
                        "codes",
                        SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.BOOLEAN_SCHEMA)
                                .build())
                .field("times", SchemaBuilder.array(time).build())
                .build();
        Map<String, String> names = new LinkedHashMap<>();
        names.put("a", null);
        names.put("b", "x");
        Struct struct = new Struct(schema)
                .put("text", "a \"quoted\" \\ line\n\t\u0001\u007f é 漢 \uD83D\uDE00?")
                .put("time", new Date(1_772_442_847_412L))
                .put("day", new Date(86_400_000L))
                .put("clock", new Date(3_600_000L))
                .put("price", new BigDecimal("-12.34"))
                .put("small", (byte) -3)
                .put("float", 0.1f)
                .put("names", names)
                .put("codes", Map.of(7, true))
                .put("times", Arrays.asList(new Date(5), null));
        return Stream.of(
                new SchemaAndValue(schema, struct),
                new SchemaAndValue(optional, null),
                new SchemaAndValue(Schema.BYTES_SCHEMA, new byte[] {0, -1, 127}),
                new SchemaAndValue(null, ByteBuffer.wrap(new byte[] {1, 2, 3, 4})),
                new SchemaAndValue(null, List.of(1, 2L, (short) 3, (byte) 4, 1.5, 2.5f, true)),
                new SchemaAndValue(
                        null, Arrays.asList(Double.NaN, Double.NEGATIVE_INFINITY, Float.NaN, 1e300, -0.0, null)),
                new SchemaAndValue(null, Map.of(1L, "a")),
                new SchemaAndValue(null, "half a pair \uD83D"),
                new SchemaAndValue(null, "x".repeat(100_000) + "\""),
                new SchemaAndValue(null, Map.of()));
    }

    static Stream<SchemaAndValue> unwritable() {
        Schema required =
                SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA).build();
        return Stream.of(
                new SchemaAndValue(null, Map.of("a", new StringBuilder(SECRET))),
                new SchemaAndValue(null, new Date(0)),
                new SchemaAndValue(required, new Struct(required)));
    }

    private byte[] assertSameBytes(Schema schema, Object value) {
        byte[] json = ours.fromConnectData("t", schema, value);
        assertThat(new String(json, UTF_8)).isEqualTo(new String(kafkas.fromConnectData("t", schema, value), UTF_8));
        return json;
    }

    private static Map<String, Object> map(SplittableRandom random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            map.put(text(random), value(random, depth));
        }
        return map;
    }

    private static Object value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> random.nextInt(1_000_000) / 1e4;
            case 4 -> text(random);
            case 5 -> map(random, depth + 1);
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
        };
    }

    /** Mostly what JSON escapes or UTF-8 writes in several bytes. */
    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append((char) random.nextInt(0x800));
                case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x1000));
                default -> text.append("\"\\/\b\n\r\t\f\u2028".charAt(random.nextInt(9)));
            }
        }
        return text.toString();
    }

    private static List<Path> goldenRows() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".row.json"))
                    .sorted()
                    .toList();
        }
    }

    private static String mappingOf(Path file) {
        return file.getParent().getFileName().toString();
    }
}

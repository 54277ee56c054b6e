/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.yaml.YamlKind;
import io.affidavit.core.yaml.YamlNode;
import io.affidavit.smt.mapping.BuiltInMappings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mapping of a store's table reports what changed in it: each column that is new, gone or of another type. */
class UpstreamDriftTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/mappings");

    /** Conventions, whose exporters choose the columns, and a version that streams may name until they are through. */
    private static final List<String> WITHOUT_COLUMNS = List.of(
            "litellm@1.0.0", "openinference@1.0.0", "otel-genai@1.1.0", "otel-genai@1.0.0", "otel-genai-events@1.0.0");

    private static final YamlKind KIND = new YamlKind("mapping", 1_000_000, IllegalArgumentException::new);
    private static final String CANARY = "canary";

    /** What a row is refused by that has no key, category or time any more: it goes to the quarantine. */
    private static final String NO_EVENT = "mapping.required";

    /** What a column of each kind does not hold. */
    private static final Map<String, Object> OTHER =
            Map.of("text", 7L, "number", CANARY, "decimal", true, "boolean", CANARY, "time", true, "json", true);

    private final Map<String, ToGovernanceEvent<SourceRecord>> transforms = new HashMap<>();

    static Stream<String> mappings() {
        return BuiltInMappings.names().stream().filter(mapping -> !WITHOUT_COLUMNS.contains(mapping));
    }

    @Test
    void everyMappingOfAStoreNamesItsColumns() {
        assertThat(BuiltInMappings.names())
                .allSatisfy(mapping -> assertThat(
                                columns(mapping, "required", "optional").isEmpty())
                        .as(mapping)
                        .isEqualTo(WITHOUT_COLUMNS.contains(mapping)));
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void findsNothingInTheRowsItWasMadeFrom(String mapping) throws IOException {
        assertThat(rules(mapping, row(mapping))).doesNotContain("mapping.column");
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void reportsAColumnThatIsNew(String mapping) throws IOException {
        for (Object added : List.of(CANARY, 7L, Map.of("deep", CANARY))) {
            Map<String, Object> row = row(mapping);
            row.put("added_upstream", added);

            assertThat(rules(mapping, row)).as("%s", added).contains("mapping.column.unknown");
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void reportsEachColumnItNeedsThatIsGone(String mapping) throws IOException {
        for (String column : columns(mapping, "required").keySet()) {
            Map<String, Object> row = row(mapping);
            row.remove(column);

            assertThat(rules(mapping, row)).as(column).containsAnyOf("mapping.column.missing", NO_EVENT);
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void reportsEachColumnThatHoldsSomethingElse(String mapping) throws IOException {
        Map<String, String> columns = columns(mapping, "required", "optional");
        columns.values().removeIf("any"::equals);
        for (Map.Entry<String, String> column : columns.entrySet()) {
            Map<String, Object> row = row(mapping);
            row.put(column.getKey(), OTHER.get(column.getValue()));

            assertThat(rules(mapping, row)).as("%s", column).containsAnyOf("mapping.column.retyped", NO_EVENT);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("columnsOfJson")
    void keepsWhatIsNewInsideAColumnOfJson(String mapping, String column) throws IOException {
        Map<String, Object> row = row(mapping);
        Map<String, Object> object = objectOf(row.get(column));
        object.put("added_upstream", CANARY);
        row.put(column, object);

        for (Object form : List.of(row, JsonText.write(row), MappingGoldenTest.struct(row))) {
            assertThat(event(mapping, form).value().toString()).contains(CANARY);
        }
    }

    /** Each mapping's columns that hold an object of JSON in the row taken. */
    static List<Arguments> columnsOfJson() throws IOException {
        List<Arguments> found = new ArrayList<>();
        for (String mapping : mappings().toList()) {
            Map<String, Object> row = row(mapping);
            columns(mapping, "required", "optional").forEach((column, kind) -> {
                if (kind.equals("json") && objectOf(row.get(column)) != null) {
                    found.add(Arguments.of(mapping, column));
                }
            });
        }
        return found;
    }

    /** The JSON object that a column holds, as text or not; null where it holds another thing. */
    private static Map<String, Object> objectOf(Object column) {
        Object value = column instanceof String text && text.startsWith("{") ? JsonText.parse(text) : column;
        if (!(value instanceof Map<?, ?> object)) {
            return null;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((name, member) -> copy.put((String) name, member));
        return copy;
    }

    /** The rules that a row's event bears, or that refused it, the same in every form of the row. */
    private String rules(String mapping, Map<String, Object> row) {
        String first = null;
        for (Object form : List.of(row, JsonText.write(row), MappingGoldenTest.struct(row))) {
            SourceRecord event = event(mapping, form);
            String rules = GovHeaders.text(event.headers(), GovHeaders.RULES) + ","
                    + GovHeaders.text(event.headers(), GovHeaders.REJECT_RULE);
            assertThat(rules).doesNotContain(CANARY).isEqualTo(first == null ? rules : first);
            first = rules;
        }
        return first;
    }

    private SourceRecord event(String mapping, Object form) {
        return transforms
                .computeIfAbsent(mapping, MappingGoldenTest::transform)
                .apply(MappingGoldenTest.record(form, Map.of("gov.source.key", "k")));
    }

    /** A golden row of the mapping in which nothing is new or of another type. */
    private static Map<String, Object> row(String mapping) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(mapping))) {
            Path row = files.filter(file -> file.toString().endsWith(".row.json"))
                    .filter(file -> !file.toString().contains("upstream")
                            && !file.toString().contains("new-column")
                            && !file.toString().contains("malformed"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            Map<String, Object> copy = new LinkedHashMap<>();
            ((Map<?, ?>) ((Map<?, ?>) JsonText.parse(Files.readString(row))).get("row"))
                    .forEach((name, value) -> copy.put((String) name, value));
            return copy;
        }
    }

    /** Columns that a mapping names, with what they hold. */
    private static Map<String, String> columns(String mapping, String... parts) {
        Map<String, String> columns = new LinkedHashMap<>();
        YamlNode named = document(mapping).map().get("columns");
        for (String part : parts) {
            YamlNode list = named == null ? null : named.map().get(part);
            if (list != null) {
                list.map().forEach((name, kind) -> columns.put(name, kind.text()));
            }
        }
        return columns;
    }

    private static YamlNode document(String mapping) {
        try (InputStream in = BuiltInMappings.class.getResourceAsStream("/mappings/" + mapping + ".yml")) {
            return YamlNode.parse(KIND, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

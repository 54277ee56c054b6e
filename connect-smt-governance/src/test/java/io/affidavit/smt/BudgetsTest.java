/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.Masking.apply;
import static io.affidavit.smt.Masking.header;
import static io.affidavit.smt.Masking.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link MaskFields} does with records that are too large: never lets them pass as they are. */
class BudgetsTest {

    private static final int DEEP = 10_000;

    @Test
    void replacesWholeWhatGoesBeyondTheTextOfARecord() {
        // Given
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", "ada@example.org " + "x".repeat(50));
        value.put("b", "ada@example.org " + "x".repeat(50));
        value.put("c", "ada@example.org");
        value.put("n", 3);

        // When
        SourceRecord result = apply(Map.of("scan.max.record.chars", "100"), null, value);

        // Then
        assertThat(result.value())
                .isEqualTo(Map.of("a", "[EMAIL] " + "x".repeat(50), "b", "[BUDGET]", "c", "[BUDGET]", "n", 3));
        assertThat(header(result, "gov.findings")).isEqualTo("budget:2,pii.email:1");
    }

    @Test
    void countsEachRecordAnew() {
        MaskFields<SourceRecord> transform = Masking.transform(Map.of("scan.max.record.chars", "100"));

        for (int i = 0; i < 5; i++) {
            SourceRecord record = Masking.record(null, Map.of("a", "x".repeat(60)));
            assertThat(transform.apply(record)).isSameAs(record);
        }
    }

    @Test
    void replacesWholeWhatBringsTooManyFindings() {
        // Given
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", "a@b.org c@d.org");
        value.put("b", "e@f.org g@h.org");
        value.put("c", "clean text");
        value.put("d", "i@j.org");

        // When
        SourceRecord result = apply(Map.of("scan.max.record.findings", "3"), null, value);

        // Then
        assertThat(result.value())
                .isEqualTo(Map.of("a", "[EMAIL] [EMAIL]", "b", "[BUDGET]", "c", "clean text", "d", "[BUDGET]"));
        assertThat(header(result, "gov.findings")).isEqualTo("budget:2,pii.email:2");
    }

    @Test
    void replacesSingleTextsInsideJson() {
        SourceRecord result = apply(
                Map.of("scan.max.record.findings", "2"),
                null,
                Map.of("j", "[\"a@b.org\",\"c@d.org\",\"e@f.org\",\"x\"]"));

        assertThat(value(result, "j")).isEqualTo("[\"[EMAIL]\",\"[EMAIL]\",\"[BUDGET]\",\"x\"]");
    }

    @Test
    void onlyReportsTheBudgetWhenItDetects() {
        Map<String, Object> value = Map.of("a", "x".repeat(200));

        SourceRecord result = apply(Map.of("scan.max.record.chars", "100", "mask.mode", "detect"), null, value);

        assertThat(result.value()).isSameAs(value);
        assertThat(header(result, "gov.findings")).isEqualTo("budget:1");
    }

    @Test
    void survivesARecordOfFiveMegabytes() {
        // Given texts of several kinds, each below the longest that is scanned
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("mails", "ada@example.org ".repeat(60_000));
        value.put("json", "[" + "{\"mail\":\"ada@example.org\",\"k\":\"v\"},".repeat(25_000) + "0]");
        value.put("digits", "4111 1111 1111 1111, ".repeat(45_000));
        value.put("escapes", "\\u0040".repeat(160_000));
        value.put("base64", "YWRhQGV4YW1wbGUub3Jn".repeat(50_000));

        // When
        SourceRecord result = apply(Map.of(), null, value);

        // Then
        assertThat(TransformContract.picture(result)).doesNotContain("ada@example", "4111 1111 1111", "YWRh");
        assertThat(header(result, "gov.findings")).contains("budget:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "100000"})
    void survivesDeepNesting(String depth) {
        // Given
        Object map = "ada@example.org";
        Object list = "ada@example.org";
        Schema schema = Schema.STRING_SCHEMA;
        Object struct = "ada@example.org";
        for (int i = 0; i < DEEP; i++) {
            map = Map.of("d", map);
            list = List.of(list);
            Schema outer = SchemaBuilder.struct().field("d", schema).build();
            struct = i < 500 ? new Struct(outer).put("d", struct) : struct;
            schema = i < 500 ? outer : schema;
        }
        String json = "{\"d\":".repeat(DEEP) + "\"ada@example.org\"" + "}".repeat(DEEP);
        Map<String, String> config = Map.of("scan.max.depth", depth);

        // When
        List<SourceRecord> results = List.of(
                apply(config, null, map),
                apply(config, null, list),
                apply(config, schema, struct),
                apply(config, null, Map.of("json", json)),
                apply(config, null, json));

        // Then
        for (SourceRecord result : results) {
            boolean refused = header(result, "gov.reject.rule") != null;
            assertThat(refused || header(result, "gov.findings") != null).isTrue();
            assertThat(leaf(result.value())).doesNotContain("ada@");
        }
    }

    @Test
    void rejectsNumbersThatAreTextsInDisguise() {
        BigInteger large = BigInteger.ONE.shiftLeft(5_000_000);

        assertThat(header(apply(Map.of(), null, Map.of("n", large)), "gov.reject.rule"))
                .isEqualTo("scan.budget.number");
        assertThat(header(apply(Map.of(), null, Map.of("n", new BigDecimal(large, 3))), "gov.reject.rule"))
                .isEqualTo("scan.budget.number");
    }

    /** The innermost value, as text, found without recursion. */
    private static String leaf(Object value) {
        Object at = value;
        while (at instanceof Map<?, ?> || at instanceof List<?> || at instanceof Struct) {
            if (at instanceof Map<?, ?> map) {
                at = map.values().iterator().next();
            } else if (at instanceof List<?> list) {
                at = list.get(0);
            } else {
                Struct struct = (Struct) at;
                at = struct.get(struct.schema().fields().get(0));
            }
        }
        return String.valueOf(at);
    }
}

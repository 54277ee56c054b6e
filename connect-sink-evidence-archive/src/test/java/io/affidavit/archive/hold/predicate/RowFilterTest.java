/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a predicate says of a row; the row is that of {@link Columns#row} unless told otherwise. */
class RowFilterTest {

    private static final String PSEUDONYM = "p1.k1.AAAAAAAAAAAAAAAAAAAAAA";

    static Stream<Arguments> answers() {
        return Stream.of(
                argumentSet("equal text", "tenant_id = 'acme'", Map.of(), true),
                argumentSet("other text", "tenant_id = 'other'", Map.of(), false),
                argumentSet("both", "tenant_id = 'acme' and tokens = 100", Map.of(), true),
                argumentSet("one of both", "tenant_id = 'acme' and tokens = 99", Map.of(), false),
                argumentSet("either", "tenant_id = 'other' or tokens >= 100", Map.of(), true),
                argumentSet("neither", "tenant_id = 'other' or tokens > 100", Map.of(), false),
                argumentSet("negated", "not (tenant_id = 'other' or tokens > 100)", Map.of(), true),
                argumentSet("in a list", "model.request_model in ('x', 'gpt-a')", Map.of(), true),
                argumentSet("in no list", "model.request_model not in ('x', 'gpt-a')", Map.of(), false),
                argumentSet("beginning", "model.request_model starts with 'gpt'", Map.of(), true),
                argumentSet("other beginning", "model.request_model not starts with 'gpt'", Map.of(), false),
                argumentSet("within", "tokens between 100 and 200", Map.of(), true),
                argumentSet("not within", "tokens not between 100 and 200", Map.of(), false),
                argumentSet("since", "event_time >= '2026-01-01T00:00:00Z'", Map.of(), true),
                argumentSet("after", "event_time > '2026-01-01T01:00:00+01:00'", Map.of(), false),
                argumentSet("day", "day = '2026-01-01'", Map.of(), true),
                argumentSet("fraction", "model.cost < 1.4", Map.of(), false),
                argumentSet("truth", "flagged = false", Map.of(), false),
                argumentSet("beyond the type", "tokens > 9223372036854775807", Map.of(), false),
                argumentSet("null asked for, not there", "tenant_id is null", Map.of(), false));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void saysWhetherItIsTrueOfARow(String predicate, Map<String, Object> others, boolean held) {
        assertThat(holds(predicate, others)).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant_id = 'other'",
                "tenant_id <> 'other'",
                "not (tenant_id = 'other')",
                "tenant_id in ('a', 'b')",
                "tenant_id not in ('a', 'b')",
                "tenant_id starts with 'x'",
                "tenant_id not starts with 'x'",
                "tenant_id < 'a'",
                "tenant_id between 'x' and 'y'",
                "tenant_id not between 'x' and 'y'",
                "tenant_id is null",
            })
    void aNullIsAMatch(String predicate) {
        assertThat(holds(predicate, nulls("tenant_id"))).isTrue();
    }

    @Test
    void aNullGroupIsAMatchForEachOfItsColumns() {
        assertThat(holds("model.request_model = 'x' and model.cost > 7", nulls("model")))
                .isTrue();
    }

    @Test
    void aNullDoesNotOutweighWhatIsKnownToDiffer() {
        assertThat(holds("tenant_id = 'x' and tokens = 99", nulls("tenant_id"))).isFalse();
    }

    @Test
    void aColumnThatIsGoneIsAMatch() {
        Schema without = new Schema(Columns.SCHEMA.findField("tokens"));
        GenericRecord row = GenericRecord.create(without);
        row.setField("tokens", 100L);

        assertThat(RowFilter.of(HoldPredicate.parse("tenant_id = 'x' and tokens = 100"), without)
                        .test(row))
                .isTrue();
        assertThat(RowFilter.of(HoldPredicate.parse("tenant_id = 'x' and tokens = 99"), without)
                        .test(row))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[EMAIL]",
                "write to [EMAIL] or call",
                "[NATIONAL_ID]",
                "****@example.org",
                "****1111",
                "203.0.113.*",
                PSEUDONYM,
                "t1.1a2b3c4d.pii.email.A12TeJFC_vP2fWevLJU3BbDfdRSn_NG-BDDrkHuVLA~",
                "e1.1a2b3c4d.pii.email.A12TeJFC_vP2fWevLJU3BbDfdRSn_NG-BDDrkHuVLA~",
                "s1.AAAAAAAAAAAAAAAAAAAAAA.field.A12TeJFC_vP2fWevLJU3BbDfdRSn~",
                "203.0.113.0/24",
                "2001:db8:1::/48",
                "1985-03",
            })
    void aMaskIsAMatch(String masked) {
        assertThat(holds("tenant_id = 'other'", Map.of("tenant_id", masked))).isTrue();
        assertThat(holds("tenant_id <> 'other'", Map.of("tenant_id", masked))).isTrue();
        assertThat(holds("tenant_id starts with 'other'", Map.of("tenant_id", masked)))
                .isTrue();
        assertThat(holds("tenant_id is null", Map.of("tenant_id", masked))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "[lower]", "a*b", "***", "p1.k1.short", "t1.nothex.x.y~", "192.0.2.7", "2026", "1/2"})
    void whatOnlyLooksAlikeIsTakenAsItStands(String text) {
        assertThat(holds("tenant_id = 'other'", Map.of("tenant_id", text))).isFalse();
        assertThat(holds("tenant_id <> 'other'", Map.of("tenant_id", text))).isTrue();
    }

    @Test
    void pseudonymsOfOneKeyAreComparedWithEachOther() {
        String other = "p1.k1.BBBBBBBBBBBBBBBBBBBBBB";
        String rotated = "p1.k2.AAAAAAAAAAAAAAAAAAAAAA";
        Map<String, Object> row = Map.of("tenant_id", PSEUDONYM);

        assertThat(holds("tenant_id = '" + PSEUDONYM + "'", row)).isTrue();
        assertThat(holds("tenant_id = '" + other + "'", row)).isFalse();
        assertThat(holds("tenant_id in ('" + other + "')", row)).isFalse();
        // Another key may have made another pseudonym of the same person, and a name may be behind any.
        assertThat(holds("tenant_id = '" + rotated + "'", row)).isTrue();
        assertThat(holds("tenant_id in ('" + other + "', 'ada')", row)).isTrue();
        assertThat(holds("tenant_id < '" + other + "'", row)).isTrue();
    }

    @Test
    void aCorrectedEventTimeIsAMatch() {
        String predicate = "event_time < '2020-01-01T00:00:00Z'";

        assertThat(holds(predicate, Map.of("anomaly", "event_time_clamped:0"))).isTrue();
        assertThat(holds(predicate, Map.of("anomaly", "event_time_missing"))).isTrue();
        assertThat(holds(predicate, Map.of("anomaly", "something_else"))).isFalse();
    }

    @Test
    void ownColumnsOfTheArchiveAreNeverMasked() {
        assertThat(holds("retention_class = 'other'", Map.of("retention_class", "[EMAIL]")))
                .isFalse();
    }

    private static boolean holds(String predicate, Map<String, Object> others) {
        HoldPredicate parsed = HoldPredicate.parse(predicate);
        parsed.check(Columns.SCHEMA);
        return RowFilter.of(parsed, Columns.SCHEMA).test(Columns.row(others));
    }

    private static Map<String, Object> nulls(String column) {
        Map<String, Object> others = new TreeMap<>();
        others.put(column, null);
        return others;
    }
}

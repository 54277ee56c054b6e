/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldPredicateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            tenant_id = 'acme'                                 | ref(name="tenant_id") == "acme"
            "tenant_id" = 'it''s'                              | ref(name="tenant_id") == "it's"
            model.request_model in ('a', 'b')                  | ref(name="model.request_model") in ("a", "b")
            tokens not in (1, 2)                               | ref(name="tokens") not in (1, 2)
            tokens between -1 and 2                            | (ref(name="tokens") >= -1 and ref(name="tokens") <= 2)
            model.cost < 1.5                                   | ref(name="model.cost") < 1.5
            tenant_id IS NULL                                  | is_null(ref(name="tenant_id"))
            tenant_id starts with 'ac'                         | ref(name="tenant_id") startsWith ""ac""
            flagged = true or tokens <> 1 and tokens != 2      | (ref(name="flagged") == true or (ref(name="tokens") != 1 and ref(name="tokens") != 2))
            (flagged = true or tokens > 1) and tokens <= 2     | ((ref(name="flagged") == true or ref(name="tokens") > 1) and ref(name="tokens") <= 2)
            not (flagged = false)                              | not(ref(name="flagged") == false)
            """)
    void readsWhatIsWritten(String text, String expression) {
        assertThat(HoldPredicate.parse(text).expression()).hasToString(expression);
    }

    @Test
    void keepsTheTextAndGivesIcebergsJson() {
        HoldPredicate predicate = HoldPredicate.parse(" tenant_id = 'acme' and event_time >= '2026-01-01T00:00:00Z' ");

        assertThat(predicate.text()).isEqualTo("tenant_id = 'acme' and event_time >= '2026-01-01T00:00:00Z'");
        assertThat(predicate.json())
                .isEqualTo("{\"type\":\"and\",\"left\":{\"type\":\"eq\",\"term\":\"tenant_id\",\"value\":\"acme\"},"
                        + "\"right\":{\"type\":\"gt-eq\",\"term\":\"event_time\",\"value\":\"2026-01-01T00:00:00Z\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            tenant_id                      | it ends where a comparison such as = or in is due
            tenant_id =                    | it ends where a value: a text in single quotes, a number, true or false is due
            tenant_id = acme               | at character 13 where a value
            tenant_id = 'acme' tokens = 1  | at character 20 where and, or, or the end is due
            (tenant_id = 'acme'            | it ends where a closing parenthesis is due
            tokens in ()                   | at character 12 where a value
            tokens in (1 2)                | at character 14 where a comma or a closing parenthesis is due
            tokens not = 1                 | at character 12 where in, between or starts with is due
            tokens is 1                    | at character 11 where null is due
            tokens = 'secret-canary        | no word begins at character 10
            tokens = 99999999999999999999  | the number at character 10 is too large
            and = 1                        | at character 1 where the name of a column is due
            """)
    void saysWhereATextIsNoPredicate(String text, String message) {
        assertThatThrownBy(() -> HoldPredicate.parse(text))
                .isInstanceOf(InvalidPredicateException.class)
                .hasMessageStartingWith("Cannot use predicate: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("canary");
    }

    @Test
    void refusesNestingThatWouldNotEnd() {
        String text = "(".repeat(10_000) + "tokens = 1" + ")".repeat(10_000);

        assertThatThrownBy(() -> HoldPredicate.parse(text)).hasMessageContaining("nested deeper than 100");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            tenantid = 'a'                  | the table has no column tenantid. Did you mean tenant_id?
            model.requestmodel = 'a'        | Did you mean model.request_model?
            nothing_like_it = 'a'           | Names of nested columns are written with dots.
            model = 'a'                     | column model is of type struct
            tags = 'a'                      | column tags is of type list
            tags.element = 'a'              | lies in a list or map
            custody = 'hold'                | column custody follows from holds
            tokens = 'canary'               | column tokens is of type long, and is compared with a text
            tenant_id = 4711                | is compared with a number that it cannot hold. Put it in single quotes.
            tenant_id = true                | is compared with true or false
            tokens = 1.5                    | is compared with a number that it cannot hold
            tokens starts with '1'          | only text starts with anything
            event_time >= 4711              | Write a time as '2026-01-01T00:00:00Z'
            event_time >= '2026-01-01'      | Write a time as '2026-01-01T00:00:00Z'
            day = '2026-13-01'              | Write a date as '2026-01-01'.
            tenant_id is not null           | that column tenant_id is not null cannot be asked
            not (tokens = 1 or tokens is null) | that column tokens is not null cannot be asked
            """)
    void saysWhatATableCannotBeAsked(String text, String message) {
        HoldPredicate predicate = HoldPredicate.parse(text);

        assertThatThrownBy(() -> predicate.check(Columns.SCHEMA))
                .isInstanceOf(InvalidPredicateException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("4711");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant_id = 'acme' and model.request_model in ('a','b') and event_time >= '2026-01-01T00:00:00Z'",
                "event_time between '2026-01-01T00:00:00+02:00' and '2026-02-01T00:00:00Z'",
                "day = '2026-01-01'",
                "model.cost > 1",
                "model.cost > 1.5",
                "not (tenant_id = 'acme' or flagged = false)",
                "tenant_id is null",
            })
    void takesWhatATableCanBeAsked(String text) {
        assertThatCode(() -> HoldPredicate.parse(text).check(Columns.SCHEMA)).doesNotThrowAnyException();
    }
}

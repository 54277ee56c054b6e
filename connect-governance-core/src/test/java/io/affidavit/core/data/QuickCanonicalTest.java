/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads by Jackson says what is right: where the quick one is sure, it must have written the same. */
class QuickCanonicalTest {

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\"",
        "\\",
        "\\\"",
        "\\n",
        "\\/",
        "\\u0041",
        "\"a\"",
        "\"a\":",
        "\"b\":",
        "\"ab\":",
        "\"a\\n\":",
        "?",
        "\ud83d",
        "\u0001",
        "\u007f",
        "0",
        "-",
        "12",
        "12.50",
        "-0",
        "1e2",
        "1.5E-4",
        "9007199254740993",
        "01",
        "true",
        "null",
        "fals",
        "a text that is long enough"
    };

    // a prime steps through all names without repeating one
    private static final SeededJson DOCUMENTS = new SeededJson(
            40,
            random -> '"' + "word\\n".repeat(random.nextInt(6)) + (random.nextInt(9) == 0 ? "\u007f\"" : "\""),
            (random, place) -> random.nextInt(60) == 0 ? 0 : place * 17 % 41);

    private final QuickJson quick = new QuickJson();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"b\": 1, \"a\": [ {\"d\":1,\"c\":{ } } ]}|{\"a\":[{\"c\":{},\"d\":1}],\"b\":1}",
                "{\"role\":\"user\",\"content\":\"Say \\\"yes\\\".\\n\"}|{\"content\":\"Say \\\"yes\\\".\\n\",\"role\":\"user\"}",
                "{\"ab\":2,\"a\":1,\"B\":0}|{\"B\":0,\"a\":1,\"ab\":2}",
                "[1.50,-0,2.5E-4,9007199254740993,true,false,null]|[1.5,0,0.00025,\"9007199254740993\",true,false,null]"
            })
    void ordersMembersAndKeepsTheRest(String json, String canonical) {
        assertThat(quick.canonical(json)).isEqualTo(canonical).isEqualTo(slow(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"b\":1,\"a\":1,\"b\":2}",
                "{\"a\\n\":1}",
                "\"\\u0041\"",
                "\"\\/\"",
                "\"\u0001\"",
                "\"\u00e9\"",
                "\"\ud83d?\"",
                "\"open",
                "\"\\",
                "[1,]",
                "{\"a\":1}{}",
                "{\"a\"",
                ""
            })
    void leavesTheUnusualToOthers(String json) {
        assertThat(quick.canonical(json)).isNull();
    }

    @Test
    void writesAnyTextAsTheSlowWayDoesOrNotAtAll() {
        assertThat(SeededJson.texts(5, PIECES, this::sameOrNone)).isGreaterThan(5_000);
    }

    @Test
    void writesAnyDocumentAsTheSlowWayDoesOrNotAtAll() {
        assertThat(DOCUMENTS.documents(6, PIECES, this::sameOrNone)).isGreaterThan(10_000);
    }

    @Test
    void writesTheSameAfterLongAndBrokenDocuments() {
        String wide = "{" + "\"x\":1,".repeat(5_000) + "\"y\":[{\"z\":";
        assertThat(quick.canonical(wide)).isNull();
        assertThat(quick.canonical("{\"b\":1,\"a\":2}")).isEqualTo("{\"a\":2,\"b\":1}");
    }

    private int sameOrNone(String json) {
        String canonical = quick.canonical(json);
        if (canonical == null) {
            return 0;
        }
        assertThat(canonical).isEqualTo(slow(json));
        return 1;
    }

    private static String slow(String json) {
        try (JsonParser parser = JsonText.FACTORY.createParser(json)) {
            StringBuilder out = new StringBuilder();
            return JsonText.document(parser, (reader, first) -> {
                new Canonicalizer(reader, out).value(first);
                return out.toString();
            });
        } catch (IOException e) {
            throw new AssertionError("Jackson cannot read what was written", e);
        }
    }
}

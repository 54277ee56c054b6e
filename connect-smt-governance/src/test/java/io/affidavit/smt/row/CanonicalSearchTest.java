/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in the values themselves says what is right. */
class CanonicalSearchTest {

    private static final String[] NAMES = {"a", "b", "key", "value", "stringValue", "0", "1", "a\\n"};
    private static final String[] PATHS = {
        "c.a", "c.b", "c.a.a", "c.a.0", "c.0.a", "c.0.b.a", "c.1", "c.b.1.a", "c.key", "c.a.b.a", "c.b.value"
    };
    private static final String[] SCALARS = {
        "1",
        "-2.50",
        "1e400",
        "12345678901234567890",
        "true",
        "null",
        "\"\"",
        "\"stop\"",
        "\"17\"",
        "\"caf\u00e9\"",
        "\"say \\\"a\\\": \\\\\"",
        "\"{\\\"a\\\":1}\"",
        "\"[1]\"",
        "\" {}\"",
        "\"a } ] , b\""
    };

    private final PathTable table = new PathTable();

    CanonicalSearchTest() {
        for (String path : PATHS) {
            table.path(path);
        }
    }

    @Test
    void findsWhatStandsInTheValuesOrGivesUp() {
        // Given
        SplittableRandom random = new SplittableRandom(3);
        int sure = 0;
        int something = 0;
        for (int i = 0; i < 100_000; i++) {
            String json = container(random, 0);
            CanonicalText text = CanonicalText.of(json);
            if (text != null) {
                // When
                Object[] found = found(text);

                // Then
                if (found != null) {
                    Object[] right = right(json);
                    assertThat(found).as(json).isEqualTo(right);
                    sure++;
                    something += Arrays.stream(right).anyMatch(Objects::nonNull) ? 1 : 0;
                }
            }
        }
        assertThat(sure).isGreaterThan(20_000);
        assertThat(something).isGreaterThan(2_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":\"x\"}|x",
                "{\"0\":[],\"a\":\"x } y\",\"z\":{\"a\":\"no\"}}|x } y",
                "{\"z\":\"\\\"a\\\":\",\"a\":\"x\"}|x"
            })
    void findsTexts(String json, String expected) {
        assertThat(found(CanonicalText.of(json))[0]).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                "{\"a\":true}",
                "{\"a\":[]}",
                "{\"a\":12345678901234567890}",
                "{\"a\":\"12345678901234567890\"}",
                "{\"a\":\"\\n\"}",
                "{\"b\":[{\"key\":\"a\",\"value\":{\"stringValue\":\"x\"}}]}",
                "[\"{\\\"a\\\":1}\"]"
            })
    void leavesToOthersWhatIsNoPlainText(String json) {
        assertThat(found(CanonicalText.of(json))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d/a\"b", "/d/a\\b", "/d/a\nb", "/d/00"})
    void searchesForNoNameThatMayBeWrittenInTwoWays(String path) {
        PathTable other = new PathTable();
        other.path("/d/0");
        other.path(path);

        CanonicalSearch search = new CanonicalSearch(new CanonicalText("{}"), new Object[2]);

        assertThat(search.find(other.tree(0))).isFalse();
    }

    /** Null where the search gives up. */
    private Object[] found(CanonicalText text) {
        Object[] found = new Object[table.pathCount()];
        return new CanonicalSearch(text, found).find(table.tree(0)) ? found : null;
    }

    private Object[] right(String json) {
        Object[] found = new Object[table.pathCount()];
        table.tree(0).find(Nested.open(json), found);
        return found;
    }

    private static String container(SplittableRandom random, int depth) {
        StringBuilder json = new StringBuilder();
        boolean object = random.nextInt(3) > 0;
        json.append(object ? "{" : "[");
        int size = random.nextInt(4);
        int name = random.nextInt(NAMES.length);
        for (int i = 0; i < size; i++) {
            json.append(i > 0 ? ", " : "");
            if (object) {
                json.append('"').append(NAMES[(name + i) % NAMES.length]).append("\": ");
            }
            boolean leaf = depth == 3 || random.nextBoolean();
            json.append(leaf ? SCALARS[random.nextInt(SCALARS.length)] : container(random, depth + 1));
        }
        return json.append(object ? "}" : "]").toString();
    }
}

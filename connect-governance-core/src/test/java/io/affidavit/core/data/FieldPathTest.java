/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

    @ParameterizedTest
    @CsvSource({
        "decision.tool_name, decision/tool_name, true",
        "decision.tool_name, decision, false",
        "decision, decision/tool_name, false",
        "*.tool_name, decision/tool_name, true",
        "*.tool_name, a/b/tool_name, false",
        "**.tool_name, a/b/tool_name, true",
        "**.tool_name, tool_name, true",
        "source.**, source/key, true",
        "source.**, source, true",
        "source.**, sources/key, false",
        "**, a/b/c, true",
        "`a.b`.c, a.b/c, true",
        "`*`, x, false",
        "`*`, *, true"
    })
    void matchesNames(String path, String names, boolean expected) {
        assertThat(FieldPath.parse(path).matches(List.of(names.split("/")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "`a", "``", "`a`b"})
    void refusesMalformedPaths(String path) {
        assertThatThrownBy(() -> FieldPath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read field path: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "*.b", "**", "`a.b`.c", "`*`"})
    void printsWhatItReads(String path) {
        assertThat(FieldPath.parse(path)).hasToString(path).isEqualTo(FieldPath.parse(path));
    }

    @Test
    void tellsLiteralPathsFromWildcards() {
        assertThat(FieldPath.parse("a.`*`").literal()).isTrue();
        assertThat(FieldPath.parse("a.*").literal()).isFalse();
        assertThat(FieldPath.parse("a.`*`").segments()).containsExactly("a", "*");
    }
}

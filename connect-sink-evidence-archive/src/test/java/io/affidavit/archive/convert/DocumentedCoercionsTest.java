/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.content.ContentRules;
import io.affidavit.archive.route.RouteRules;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/archive.md say what the code does. */
class DocumentedCoercionsTest {

    private static final Path PAGE = Path.of("..", "docs", "archive.md");
    private static final Pattern EXAMPLE = Pattern.compile("\\| `(.+?)` \\| `(.+?)` \\| `(.+?)` \\|");
    private static final Pattern RULE = Pattern.compile("\\| `(archive\\.[a-z_.]+)` \\|.*");

    static Stream<Arguments> examples() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(EXAMPLE::matcher)
                .filter(Matcher::matches)
                .map(row -> Arguments.argumentSet(row.group(), row.group(1), row.group(2), row.group(3)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void convertsAsDocumented(String column, String json, String expected) {
        Type type = Types.fromTypeName(column);
        assertThat(stored(type, JsonText.parse(json))).isEqualTo(expected);
    }

    @Test
    void documentsEveryRule() throws Exception {
        List<String> documented = Files.readAllLines(PAGE).stream()
                .map(RULE::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
        List<String> rules = new ArrayList<>();
        for (Class<?> ids : List.of(Rules.class, RouteRules.class, ContentRules.class)) {
            for (Field rule : ids.getFields()) {
                rules.add((String) rule.get(null));
            }
        }
        assertThat(documented).containsExactlyInAnyOrderElementsOf(rules);
    }

    private static String stored(Type type, Object value) {
        Object internal;
        try {
            internal = Samples.coercions(false).to(type, "f").coerce(value);
        } catch (Rejection rejection) {
            return rejection.rule();
        }
        return switch (type.typeId()) {
            case DATE -> LocalDate.ofEpochDay((Integer) internal).toString();
            case TIME -> LocalTime.ofNanoOfDay((Long) internal * 1_000).toString();
            case TIMESTAMP ->
                Instant.EPOCH.plus((Long) internal, ChronoUnit.MICROS).toString();
            case BINARY, FIXED -> HexFormat.of().formatHex(((ByteBuffer) internal).array());
            default -> internal.toString();
        };
    }
}

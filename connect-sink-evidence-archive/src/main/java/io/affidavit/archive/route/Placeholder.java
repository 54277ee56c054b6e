/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.route;

import io.affidavit.archive.convert.RecordFields;
import io.affidavit.archive.convert.Rejection;
import io.affidavit.core.tags.GovHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where a part of a table's name comes from. */
sealed interface Placeholder {

    /** What decoding puts in the place of bytes that are no text. */
    char REPLACEMENT = '\uFFFD';

    /**
     * Text that is not blank and can be written in UTF-8.
     *
     * @throws Rejection when the record has none
     */
    String valueIn(SinkRecord record);

    /** @param text what stands between the braces */
    static Placeholder parse(String text) {
        if (text.equals("topic")) {
            return new Topic();
        }
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "value" : text.substring(0, colon);
        String name = text.substring(colon + 1);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a placeholder is empty");
        }
        return switch (kind) {
            case "header" -> new InHeader(name);
            case "value" -> new InValue(path(name));
            default ->
                throw new IllegalArgumentException("there is no placeholder of kind " + kind
                        + ": use ${topic}, ${header:NAME}, ${PATH} or ${value:PATH}");
        };
    }

    private static List<String> path(String text) {
        List<String> path = List.of(text.split("\\.", -1));
        if (path.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the path of a field has an empty step");
        }
        return path;
    }

    private static String usable(String text, String place) {
        if (text == null || text.isBlank()) {
            throw new Rejection(RouteRules.VALUE_MISSING, place);
        }
        // What was no text, or cannot be written as any, would share a table with everything else of that kind.
        if (text.indexOf(REPLACEMENT) >= 0
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Rejection(RouteRules.VALUE_UNUSABLE, place);
        }
        return text;
    }

    /** The topic, as transforms have left it. */
    record Topic() implements Placeholder {
        @Override
        public String valueIn(SinkRecord record) {
            return usable(record.topic(), "topic");
        }
    }

    /** The last header of a name. */
    record InHeader(String name) implements Placeholder {
        @Override
        public String valueIn(SinkRecord record) {
            return usable(GovHeaders.text(record.headers(), name), name);
        }
    }

    /** A field of the value: text, a whole number or a boolean. */
    record InValue(List<String> path) implements Placeholder {
        @Override
        public String valueIn(SinkRecord record) {
            String place = String.join(".", path);
            Object value = RecordFields.field(record, path);
            if (value == null
                    || value instanceof String
                    || value instanceof Boolean
                    || value instanceof Long
                    || value instanceof Integer
                    || value instanceof Short
                    || value instanceof Byte) {
                return usable(value == null ? null : value.toString(), place);
            }
            throw new Rejection(RouteRules.VALUE_UNUSABLE, place);
        }
    }
}

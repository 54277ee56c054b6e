/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of labelled data: a text with spans, or a text of which only is known how often some types occur. Read from JSON: a
 * text, and spans with a type, a start and an end in characters; the names {@code annotations} and {@code entity_type} are
 * understood too. A line with {@code entities} and {@code expected_len} gives types and a count instead.
 *
 * @param types the types counted; empty where spans are given
 * @param expected how often they occur; -1 where spans are given
 */
record LabelledText(String text, List<Span> spans, List<String> types, int expected) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A range of characters of a type. */
    record Span(String type, int start, int end) {

        /** Characters in both ranges over characters in either, from 0 to 1. */
        double overlap(int from, int to) {
            int common = Math.min(end, to) - Math.max(start, from);
            return common <= 0 ? 0 : common / (double) (Math.max(end, to) - Math.min(start, from));
        }
    }

    static List<LabelledText> read(Path file) throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                texts.add(of(JSON.readTree(line)));
            }
        }
        return texts;
    }

    private static LabelledText of(JsonNode line) {
        String text = line.path("text").asText();
        if (line.has("expected_len")) {
            List<String> types = new ArrayList<>();
            line.path("entities").forEach(type -> types.add(type.asText()));
            return new LabelledText(
                    text, List.of(), types, line.path("expected_len").asInt());
        }
        List<Span> spans = new ArrayList<>();
        (line.has("spans") ? line.path("spans") : line.path("annotations"))
                .forEach(span -> spans.add(new Span(
                        span.path(span.has("type") ? "type" : "entity_type").asText(),
                        utf16(text, span.path("start").asInt()),
                        utf16(text, span.path("end").asInt()))));
        return new LabelledText(text, spans, List.of(), -1);
    }

    /** Data sets count characters, Java counts UTF-16 units. */
    private static int utf16(String text, int characters) {
        return text.offsetByCodePoints(0, Math.min(characters, text.codePointCount(0, text.length())));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.route;

import io.affidavit.archive.convert.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Name of a table, with places that each record fills in.
 *
 * <p>Grammar: parts joined by dots, at least two; a part is letters, digits, hyphens, underscores and at most one
 * placeholder. A part holds only one because two could be filled to the same text by different values. Placeholders:
 * {@code ${topic}}, {@code ${header:NAME}}, {@code ${PATH}} and {@code ${value:PATH}}, where dots in a path lead into nested
 * fields.
 */
public final class TableTemplate {

    /** The longest name that every catalog of Iceberg can keep. */
    static final int MAX_LENGTH = 255;

    private static final Pattern PART =
            Pattern.compile("(?<before>[A-Za-z0-9_-]*)(?:\\$\\{(?<place>[^${}]*)\\}(?<after>[A-Za-z0-9_-]*))?");

    private record Part(String before, Placeholder placeholder, String after) {}

    private final String text;
    private final List<Part> parts;

    private TableTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException when {@code text} is no template; the message says what is wrong with it */
    public static TableTemplate parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        int at = 0;
        while (true) {
            matcher.region(at, text.length());
            matcher.lookingAt();
            parts.add(part(matcher));
            at = matcher.end();
            if (at == text.length()) {
                break;
            }
            if (text.charAt(at) != '.') {
                throw new IllegalArgumentException(
                        text.startsWith("${", at)
                                ? "a part between two dots may hold only one placeholder"
                                : "parts are letters, digits, hyphens, underscores and placeholders such as ${topic}");
            }
            at++;
        }
        if (parts.size() < 2) {
            throw new IllegalArgumentException("a namespace is missing: name it as namespace.name");
        }
        return new TableTemplate(text, List.copyOf(parts));
    }

    private static Part part(Matcher matcher) {
        if (matcher.end() == matcher.start()) {
            throw new IllegalArgumentException("a part between two dots is empty");
        }
        String place = matcher.group("place");
        return new Part(
                matcher.group("before"), place == null ? null : Placeholder.parse(place), matcher.group("after"));
    }

    /** Whether every record goes to the same table, whose name is {@link #toString}. */
    public boolean isFixed() {
        return parts.stream().allMatch(part -> part.placeholder() == null);
    }

    /**
     * Name of the record's table, as {@code namespace.name}.
     *
     * @throws Rejection when the record lacks what the name is made of, or it cannot be part of a name
     */
    public String name(SinkRecord record) {
        if (isFixed()) {
            return text;
        }
        String name = parts.stream().map(part -> fill(part, record)).collect(Collectors.joining("."));
        if (name.length() > MAX_LENGTH) {
            throw new Rejection(RouteRules.NAME_TOO_LONG, null);
        }
        return name;
    }

    private static String fill(Part part, SinkRecord record) {
        return part.placeholder() == null
                ? part.before()
                : part.before() + TableNames.encode(part.placeholder().valueIn(record)) + part.after();
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return text;
    }
}

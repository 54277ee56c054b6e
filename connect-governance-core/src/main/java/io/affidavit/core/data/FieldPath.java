/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A path to fields of a record: names joined by dots, {@code *} for any one name, {@code **} for any number of names,
 * and back-quotes around a name that holds dots. Arrays are transparent: {@code messages.content} is the content of every
 * message.
 */
public final class FieldPath {

    private static final String ONE = "*";
    private static final String ANY = "**";

    private final List<Segment> segments;

    private FieldPath(List<Segment> segments) {
        this.segments = List.copyOf(segments);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if the text is empty, has an empty name or an open back-quote
     */
    public static FieldPath parse(String text) {
        List<Segment> segments = new ArrayList<>();
        int i = 0;
        while (i <= text.length()) {
            boolean quoted = i < text.length() && text.charAt(i) == '`';
            int end = quoted ? text.indexOf('`', i + 1) : text.indexOf('.', i);
            if (quoted && end < 0) {
                throw invalid("a back-quote is not closed");
            }
            if (end < 0) {
                end = text.length();
            }
            String name = text.substring(quoted ? i + 1 : i, end);
            if (name.isEmpty()) {
                throw invalid("a name is empty");
            }
            segments.add(new Segment(name, quoted));
            i = quoted ? end + 1 : end;
            if (i == text.length()) {
                return new FieldPath(segments);
            }
            if (text.charAt(i) != '.') {
                throw invalid("a dot must follow a closing back-quote");
            }
            i++;
        }
        throw invalid("a name is empty");
    }

    /** The names, unquoted; {@code *} and {@code **} stand for wildcards only where {@link #literal} is false. */
    public List<String> segments() {
        return segments.stream().map(Segment::name).toList();
    }

    /** Whether the path has no wildcard and so names at most one field per array element. */
    public boolean literal() {
        return segments.stream().noneMatch(segment -> segment.is(ONE) || segment.is(ANY));
    }

    /** Whether this path names exactly the given field. */
    public boolean matches(List<String> names) {
        return matches(0, names, 0);
    }

    private boolean matches(int s, List<String> names, int n) {
        if (s == segments.size()) {
            return n == names.size();
        }
        Segment segment = segments.get(s);
        if (segment.is(ANY)) {
            for (int next = n; next <= names.size(); next++) {
                if (matches(s + 1, names, next)) {
                    return true;
                }
            }
            return false;
        }
        return n < names.size()
                && (segment.is(ONE) || segment.name().equals(names.get(n)))
                && matches(s + 1, names, n + 1);
    }

    private static IllegalArgumentException invalid(String why) {
        return new IllegalArgumentException(
                "Cannot read field path: " + why + ". Write names joined by dots, such as decision.tool_name.");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPath that && segments.equals(that.segments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(segments);
    }

    /** The path as {@link #parse} reads it. */
    @Override
    public String toString() {
        List<String> parts = segments.stream().map(Segment::text).toList();
        return String.join(".", parts);
    }

    private record Segment(String name, boolean quoted) {

        boolean is(String wildcard) {
            return !quoted && name.equals(wildcard);
        }

        String text() {
            return quoted ? "`" + name + "`" : name;
        }
    }
}

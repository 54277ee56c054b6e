/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.header.Headers;

/** A topic name with tags in it, such as {@code governed.${category}}. */
final class TopicTemplate {

    private static final int LONGEST = 249;
    private static final Pattern TAG = Pattern.compile("\\$\\{([a-z]+)}");
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._-]*");

    /** Texts and tags in turn. */
    private final List<Object> parts;

    private TopicTemplate(List<Object> parts) {
        this.parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException if a tag is unknown, none is there, or the rest can be no part of a topic name */
    static TopicTemplate parse(String text) {
        List<Object> parts = new ArrayList<>();
        Matcher matcher = TAG.matcher(text);
        int end = 0;
        while (matcher.find()) {
            parts.add(literal(text.substring(end, matcher.start())));
            String name = matcher.group(1);
            parts.add(Arrays.stream(Tag.values())
                    .filter(tag -> tag.text().equals(name))
                    .findFirst()
                    .orElseThrow(() -> invalid("it names an unknown tag")));
            end = matcher.end();
        }
        if (parts.isEmpty()) {
            throw invalid("it names no tag");
        }
        parts.add(literal(text.substring(end)));
        return new TopicTemplate(parts);
    }

    /** The topic, or null where the record lacks a tag or the name would be no topic's. */
    String topic(Headers headers) {
        StringBuilder topic = new StringBuilder();
        for (Object part : parts) {
            String text = part instanceof Tag tag ? tag.of(headers) : (String) part;
            if (text == null) {
                return null;
            }
            topic.append(text);
        }
        String name = topic.toString();
        return name.length() > LONGEST || name.equals(".") || name.equals("..") ? null : name;
    }

    private static String literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            throw invalid("topic names hold letters, digits, dots, _ and - only");
        }
        return text;
    }

    private static IllegalArgumentException invalid(String why) {
        return new IllegalArgumentException(
                "Cannot read topic template: " + why + ". Write it as in governed.${category}.");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.core.yaml.YamlNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One text, or a number or boolean read as it is written.
 *
 * @param words what it must be
 * @param pattern regular expression of all of it, as both Java and ECMA read it; empty for any
 * @param choices the only texts that may stand there; none for any
 * @param accepts what no pattern can say
 * @param longest most characters
 * @param number whether it may be written as a number
 */
public record TextShape(
        String words, String pattern, List<String> choices, Predicate<String> accepts, int longest, boolean number)
        implements Shape {

    private static final int LINE = 500;
    private static final String NO_CONTROL = "[^\\x00-\\x1F\\x7F]*\\S[^\\x00-\\x1F\\x7F]*";

    public TextShape {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(pattern, "pattern");
        choices = List.copyOf(choices);
        Objects.requireNonNull(accepts, "accepts");
    }

    /** Text that matches a pattern throughout. */
    public static TextShape matching(String words, String pattern) {
        return new TextShape(words, pattern, List.of(), text -> true, LINE, false);
    }

    /** One of some words. */
    public static TextShape oneOf(List<String> choices) {
        return new TextShape("one of " + String.join(", ", choices), "", choices, text -> true, LINE, false);
    }

    /** One line for people. */
    public static TextShape line() {
        return matching("a line of text, up to " + LINE + " characters", NO_CONTROL);
    }

    /** Text of any form up to a length. */
    public static TextShape upTo(int longest, String words) {
        return new TextShape(words, "", List.of(), text -> !text.isBlank(), longest, false);
    }

    /** The same, where something more must hold. */
    public TextShape where(Predicate<String> more) {
        return new TextShape(words, pattern, choices, more, longest, number);
    }

    /** The same, where a number serves too. */
    public TextShape orNumber() {
        return new TextShape(words, pattern, choices, accepts, longest, true);
    }

    @Override
    public void check(YamlNode node, Consumer<IllegalArgumentException> faults) {
        if (node.isMap() || node.isList()) {
            faults.accept(node.error("it must be " + words));
            return;
        }
        try {
            String text = node.text();
            boolean fits = text.length() <= longest
                    && (choices.isEmpty() || choices.contains(text))
                    && (pattern.isEmpty() || Pattern.matches(pattern, text))
                    && accepts.test(text);
            if (!fits) {
                faults.accept(node.error("it must be " + words));
            }
        } catch (IllegalArgumentException e) {
            faults.accept(e);
        }
    }

    @Override
    public Object plain(YamlNode node) {
        return node.text();
    }

    @Override
    public void schema(ObjectNode schema) {
        if (number) {
            schema.putArray("type").add("string").add("number");
        } else {
            schema.put("type", "string");
        }
        if (!choices.isEmpty()) {
            choices.forEach(schema.putArray("enum")::add);
            return;
        }
        if (!pattern.isEmpty()) {
            schema.put("pattern", "^(" + pattern + ")$");
        }
        schema.put("maxLength", longest);
    }
}

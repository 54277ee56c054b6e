/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as it mostly is, in a fraction of the time that a parser takes to be made. Whatever is wrong, or unusual enough to be
 * read wrongly (long numbers, deep nesting, text that is no Unicode), it does not read but leaves to {@link JsonText}. Not for
 * many threads.
 */
final class QuickJson {

    /** Answer for what is left to others: any value may be null. */
    static final Object UNSURE = new Object();

    private static final int DEEPEST = 64;
    private static final int MOST_KEPT = 64;
    /** Of fewer members it is soon seen that no name is repeated. */
    private static final int FEW = 4;

    private final QuickCanonical canonical = new QuickCanonical();
    private final QuickStrings strings = new QuickStrings();
    private final QuickNumbers numbers = new QuickNumbers();
    /** Members of all objects that are open, innermost last. */
    private String[] names = new String[MOST_KEPT];

    private Object[] values = new Object[MOST_KEPT];
    /** The names of the last object of so many members and one. */
    private final String[][] shapes = new String[ArrayMap.WIDEST][];

    private int members;
    /** How many there were at a time. */
    private int most;

    private byte[] text;
    private int at;

    /** The value of a document, as {@link JsonText} reads it, or {@link #UNSURE}. */
    Object read(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        boolean same = utf8.length == json.length()
                ? ascii(json, utf8)
                : new String(utf8, StandardCharsets.UTF_8).equals(json);
        return same ? read(utf8) : UNSURE;
    }

    /** The canonical form of a document, or null where others are to tell it. */
    String canonical(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return utf8.length == json.length() && ascii(json, utf8) ? canonical.read(utf8) : null;
    }

    /** Whether UTF-8 of as many bytes is the same text: half a surrogate pair becomes a question mark, and the text another. */
    private static boolean ascii(String json, byte[] utf8) {
        int at = 0;
        while (at < utf8.length) {
            if (utf8.length - at >= Long.BYTES) {
                int others = Long.numberOfTrailingZeros(EightBytes.are(EightBytes.get(utf8, at), '?')) >>> 3;
                at += others;
                if (others == Long.BYTES) {
                    continue;
                }
            }
            if (utf8[at] == '?' && json.charAt(at) != '?') {
                return false;
            }
            at++;
        }
        return true;
    }

    /** As {@link #read(String)}. */
    Object read(byte[] utf8) {
        text = utf8;
        at = 0;
        members = 0;
        try {
            Object value = value(0);
            return value != UNSURE && blank() < 0 ? value : UNSURE;
        } finally {
            text = null;
            forget();
        }
    }

    /** Reads what begins at the next character that is no blank. */
    private Object value(int depth) {
        int c = blank();
        if (c == '"') {
            return string();
        }
        if (c == '{') {
            return depth == DEEPEST ? UNSURE : object(depth + 1);
        }
        if (c == '[') {
            return depth == DEEPEST ? UNSURE : array(depth + 1);
        }
        if (c == '-' || (c >= '0' && c <= '9')) {
            Object number = numbers.read(text, at);
            at = numbers.end();
            return number;
        }
        return switch (c) {
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> UNSURE;
        };
    }

    private Object object(int depth) {
        at++;
        int first = members;
        if (blank() == '}') {
            at++;
            return new ArrayMap(0);
        }
        while (true) {
            String name = blank() == '"' ? name() : null;
            Object value = name == null ? UNSURE : value(depth);
            if (value == UNSURE) {
                return UNSURE;
            }
            push(name, value);
            int c = blank();
            at++;
            if (c == '}') {
                return closed(first);
            }
            if (c != ',') {
                return UNSURE;
            }
        }
    }

    private Object array(int depth) {
        at++;
        List<Object> elements = new ArrayList<>();
        if (blank() == ']') {
            at++;
            return elements;
        }
        while (true) {
            Object value = value(depth);
            if (value == UNSURE) {
                return UNSURE;
            }
            elements.add(value);
            int c = blank();
            at++;
            if (c == ']') {
                return elements;
            }
            if (c != ',') {
                return UNSURE;
            }
        }
    }

    /** A name and its colon; null where there is none that is sure. */
    private String name() {
        String name = strings.name(text, at);
        at = strings.end();
        if (name == null || blank() != ':') {
            return null;
        }
        at++;
        return name;
    }

    private Object string() {
        String string = strings.read(text, at);
        at = strings.end();
        return string == null ? UNSURE : string;
    }

    private Object word(String word, Object value) {
        for (int i = 0; i < word.length(); i++) {
            if (at == text.length || text[at++] != word.charAt(i)) {
                return UNSURE;
            }
        }
        return value;
    }

    private void push(String name, Object value) {
        if (members == names.length) {
            names = Arrays.copyOf(names, members * 2);
            values = Arrays.copyOf(values, members * 2);
        }
        names[members] = name;
        values[members++] = value;
        most = Math.max(most, members);
    }

    /** The object of the members from the first on, which are forgotten; unsure where names are repeated. */
    private Object closed(int first) {
        int count = members - first;
        Map<String, Object> object =
                count <= ArrayMap.WIDEST ? new ArrayMap(count) : new LinkedHashMap<>(count * 4 / 3 + 1);
        if (object instanceof ArrayMap few && count > FEW && alike(first, count)) {
            for (int i = first; i < members; i++) {
                few.add(names[i], values[i]);
            }
        } else {
            for (int i = first; i < members; i++) {
                object.put(names[i], values[i]);
            }
            if (object.size() != count) {
                return UNSURE;
            }
            if (object instanceof ArrayMap && count > FEW) {
                shapes[count - 1] = QuickNames.kept(names, first, members);
            }
        }
        members = first;
        return object;
    }

    /** Whether the names are those of an object read lately, of which it is known that none is repeated. */
    // names that were read before are the same objects, and for others it is asked again
    @SuppressWarnings("ReferenceEquality")
    private boolean alike(int first, int count) {
        String[] shape = shapes[count - 1];
        if (shape == null) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (shape[i] != names[first + i]) {
                return false;
            }
        }
        return true;
    }

    /** A wide object does not hold memory for ever, nor any object what it held. */
    private void forget() {
        if (values.length > MOST_KEPT) {
            names = new String[MOST_KEPT];
            values = new Object[MOST_KEPT];
        } else {
            Arrays.fill(values, 0, most, null);
        }
        most = 0;
    }

    /** The next character that is no blank, or -1 at the end. */
    private int blank() {
        at = blank(text, at);
        return at < text.length ? text[at] & 0xFF : -1;
    }

    /** The place of the next character that is no blank. */
    static int blank(byte[] text, int from) {
        int i = from;
        while (i < text.length && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t')) {
            i++;
        }
        return i;
    }
}

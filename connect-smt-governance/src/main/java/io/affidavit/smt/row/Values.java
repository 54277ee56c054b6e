/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.data.ShortestText;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Forms of source values. */
public final class Values {

    private static final int LONGEST_EMPTY = 8;
    private static final Set<String> EMPTY_JSON = Set.of("{}", "[]", "null", "\"\"");

    private Values() {}

    /** The value as text: numbers without exponent, times in ISO 8601, bytes in Base64, nested values as canonical JSON. */
    public static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof CanonicalText canonical) {
            return canonical.json();
        }
        if (value instanceof Double number) {
            return plain(ShortestText.of(number));
        }
        if (value instanceof Float number) {
            return plain(ShortestText.of(number));
        }
        if (value instanceof BigDecimal decimal) {
            return plain(decimal);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        return CanonicalJson.of(value);
    }

    /**
     * The value as canonical JSON. Text of a JSON object, array or string is taken for JSON; other text, and JSON that
     * cannot be read, becomes a JSON string, so that nothing is lost.
     */
    public static String json(Object value) {
        if (value instanceof CanonicalText canonical) {
            return canonical.json();
        }
        if (!(value instanceof String text)) {
            return CanonicalJson.of(value);
        }
        if (looksLikeJson(text) || text.startsWith("\"")) {
            try {
                return CanonicalJson.canonicalize(text);
            } catch (InvalidJsonException e) {
                return CanonicalJson.of(wellFormed(text));
            }
        }
        return CanonicalJson.of(wellFormed(text));
    }

    /** The text that a JSON string stands for; text that is none stays as it is. */
    public static String unquoted(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        try {
            return JsonText.parse(text) instanceof String inner ? inner : text;
        } catch (InvalidJsonException e) {
            return text;
        }
    }

    /** The elements of a list, or of JSON text of an array; any other value is its only element. */
    public static List<?> elements(Object value) {
        if (value == null) {
            return List.of();
        }
        return Nested.open(value) instanceof List<?> list ? list : List.of(value);
    }

    /** Whether a value says nothing: null, blank text, an empty object or list, or JSON text of these. */
    public static boolean isEmpty(Object value) {
        if (value instanceof String text) {
            return text.length() > LONGEST_EMPTY ? text.isBlank() : saysNothing(text);
        }
        if (value instanceof CanonicalText canonical) {
            return canonical.json().length() <= LONGEST_EMPTY && EMPTY_JSON.contains(canonical.json());
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        return value == null || (value instanceof Collection<?> items && items.isEmpty());
    }

    private static boolean saysNothing(String text) {
        StringBuilder bare = new StringBuilder(LONGEST_EMPTY);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && (c < '\t' || c > '\r')) {
                bare.append(c);
            }
        }
        return bare.isEmpty() || EMPTY_JSON.contains(bare.toString());
    }

    static boolean looksLikeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
                return c == '{' || c == '[';
            }
        }
        return false;
    }

    /** Text of a floating-point number as Java writes it, which has one zero at the end at most. */
    private static String plain(String text) {
        if (text.indexOf('E') >= 0) {
            return plain(new BigDecimal(text));
        }
        if (text.equals("-0.0")) {
            return "0";
        }
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** UTF-8 has no half of a surrogate pair: no store could have kept it, and none of our formats can. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * JSON in the canonical form of RFC 8785, so that a hash of the text survives every converter.
 *
 * <p>RFC 8785 numbers are IEEE 754 doubles. A number that a double would change (a 64-bit id, a long decimal) is written
 * as a string of its digits, as the RFC's appendix D advises: canonical text never loses a digit.
 */
public final class CanonicalJson {

    private static final int USUAL_SIZE = 256;
    /** Canonical text is seldom longer than what it was made of. */
    private static final int SPARE = 16;

    private CanonicalJson() {}

    /**
     * The canonical form of a JSON document.
     *
     * @throws InvalidJsonException if the text is not exactly one document, repeats a member name, nests deeper than
     *     {@link JsonText#MAX_DEPTH} or holds an unpaired surrogate
     */
    public static String canonicalize(String json) {
        String canonical = JsonText.quickCanonical(json);
        if (canonical != null) {
            return canonical;
        }
        Object quick = JsonText.quick(json);
        if (quick != QuickJson.UNSURE) {
            return of(quick, json.length() + SPARE);
        }
        try (JsonParser parser = JsonText.FACTORY.createParser(json)) {
            StringBuilder out = new StringBuilder(json.length() + SPARE);
            return JsonText.document(parser, (reader, first) -> {
                new Canonicalizer(reader, out).value(first);
                return out.toString();
            });
        } catch (IOException e) {
            throw JsonText.unreadable();
        }
    }

    /**
     * The canonical form of a Connect value: Struct, Map, List, String, number, boolean, bytes (base64), Date
     * (milliseconds) or null. Null Struct fields are omitted; null map values are kept.
     *
     * @throws InvalidJsonException if a value is of another type, or as for {@link #canonicalize}
     */
    public static String of(Object value) {
        return of(value, USUAL_SIZE);
    }

    private static String of(Object value, int room) {
        StringBuilder out = new StringBuilder(room);
        write(out, value, 0);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value, int depth) {
        if (depth > JsonText.MAX_DEPTH) {
            throw new InvalidJsonException("nested too deeply");
        }
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            CanonicalStrings.write(out, text);
        } else if (value instanceof ArrayMap members && members.isSorted()) {
            writeSorted(out, members, depth);
        } else if (value instanceof Map<?, ?> members) {
            writeMap(out, members, depth);
        } else if (value instanceof List<?> elements) {
            writeList(out, elements, depth);
        } else if (value instanceof Struct struct) {
            writeStruct(out, struct, depth);
        } else if (value instanceof Boolean flag) {
            out.append(flag.booleanValue());
        } else {
            writeScalar(out, value);
        }
    }

    private static void writeMap(StringBuilder out, Map<?, ?> members, int depth) {
        String[] names = new String[members.size()];
        int size = 0;
        for (Object name : members.keySet()) {
            if (!(name instanceof String text)) {
                throw new InvalidJsonException("a map key is no text");
            }
            names[size++] = text;
        }
        Arrays.sort(names);
        out.append('{');
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.append(',');
            }
            CanonicalStrings.write(out, names[i]);
            out.append(':');
            write(out, members.get(names[i]), depth + 1);
        }
        out.append('}');
    }

    private static void writeSorted(StringBuilder out, ArrayMap members, int depth) {
        out.append('{');
        for (int i = 0; i < members.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            CanonicalStrings.write(out, members.key(i));
            out.append(':');
            write(out, members.value(i), depth + 1);
        }
        out.append('}');
    }

    private static void writeStruct(StringBuilder out, Struct struct, int depth) {
        List<Field> fields = struct.schema().fields().stream()
                .filter(field -> struct.getWithoutDefault(field.name()) != null)
                .sorted(Comparator.comparing(Field::name))
                .toList();
        out.append('{');
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            CanonicalStrings.write(out, fields.get(i).name());
            out.append(':');
            write(out, struct.getWithoutDefault(fields.get(i).name()), depth + 1);
        }
        out.append('}');
    }

    private static void writeList(StringBuilder out, List<?> elements, int depth) {
        out.append('[');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(out, elements.get(i), depth + 1);
        }
        out.append(']');
    }

    private static void writeScalar(StringBuilder out, Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            CanonicalNumbers.write(out, ((Number) value).longValue());
        } else if (value instanceof Double number) {
            CanonicalNumbers.write(out, number.doubleValue());
        } else if (value instanceof Float number) {
            CanonicalNumbers.write(out, new BigDecimal(number.toString()));
        } else if (value instanceof BigDecimal decimal) {
            CanonicalNumbers.write(out, decimal);
        } else if (value instanceof BigInteger integer) {
            CanonicalNumbers.write(out, new BigDecimal(integer));
        } else if (value instanceof Date date) {
            CanonicalNumbers.write(out, date.getTime());
        } else if (value instanceof byte[] bytes) {
            out.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            out.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
        } else {
            throw new InvalidJsonException("a value has a type JSON does not know");
        }
    }
}

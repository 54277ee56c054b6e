/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSON text to plain values and back. Objects become {@link LinkedHashMap}, arrays {@link ArrayList}, integers Long or
 * BigInteger, decimals Double where a double holds them and BigDecimal where it does not.
 */
public final class JsonText {

    /** Deeper documents are refused: readers are recursive. */
    public static final int MAX_DEPTH = 500;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(1000)
                    .build())
            .build();

    private static final ThreadLocal<QuickJson> QUICK = ThreadLocal.withInitial(QuickJson::new);

    private JsonText() {}

    /**
     * The value of one JSON document.
     *
     * @throws InvalidJsonException if the text is not exactly one document, repeats a member name or nests too deeply
     */
    public static Object parse(String json) {
        Object quick = quick(json);
        if (quick != QuickJson.UNSURE) {
            return quick;
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            return document(parser, JsonText::value);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /** As {@link #parse(String)}, from UTF-8 bytes. */
    public static Object parse(byte[] utf8) {
        Object quick = QUICK.get().read(utf8);
        if (quick != QuickJson.UNSURE) {
            return quick;
        }
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            return document(parser, JsonText::value);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /**
     * As {@link #parse(byte[])}, but of an outermost object only some members. The others are passed over: that is faster, and
     * whether their objects repeat a member name is not looked at.
     *
     * @param members names of those wanted
     */
    public static Object parse(byte[] utf8, Set<String> members) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            return document(
                    parser,
                    (document, first) ->
                            first == JsonToken.START_OBJECT ? object(document, members) : value(document, first));
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /**
     * The value that a record's value stands for: JSON as text or as UTF-8 bytes is parsed, anything else is returned as
     * it is.
     *
     * @throws InvalidJsonException as {@link #parse(String)}, for text and bytes
     */
    public static Object opened(Object value) {
        if (value instanceof String text) {
            return parse(text);
        }
        if (value instanceof byte[] bytes) {
            return parse(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return parse(bytes);
        }
        return value;
    }

    /** A parser of a stream of UTF-8 JSON, for answers too long to hold; what it throws may quote them, so show none. */
    public static JsonParser parser(InputStream utf8) throws IOException {
        return FACTORY.createParser(utf8);
    }

    /**
     * The value that begins at the parser's current token; afterwards the parser stands at the value's last token.
     *
     * @throws InvalidJsonException if the value repeats a member name
     */
    public static Object read(JsonParser parser) throws IOException {
        return value(parser, parser.currentToken());
    }

    /**
     * The JSON text of maps with string keys, iterables, strings, numbers, booleans and nulls; compact, in the order of
     * iteration.
     *
     * @throws InvalidJsonException if a value is of another type
     */
    public static String write(Object value) {
        try (SegmentedStringWriter out = new SegmentedStringWriter(new BufferRecycler());
                JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(generator, value, 0);
            generator.flush();
            return out.getAndClear();
        } catch (IOException e) {
            throw new InvalidJsonException("a value could not be written");
        }
    }

    /** As {@link #parse(String)}, or {@link QuickJson#UNSURE}. */
    static Object quick(String json) {
        return QUICK.get().read(json);
    }

    /** The canonical form of a document, or null where others are to tell it. */
    static String quickCanonical(String json) {
        return QUICK.get().canonical(json);
    }

    /** What is done with a document once its first token is read. */
    interface Reading<T> {
        T read(JsonParser parser, JsonToken first) throws IOException;
    }

    /** Reads exactly one document. */
    static <T> T document(JsonParser parser, Reading<T> reading) {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new InvalidJsonException("the text is empty");
            }
            T value = reading.read(parser, first);
            if (parser.nextToken() != null) {
                throw new InvalidJsonException("text follows the document");
            }
            return value;
        } catch (IOException e) {
            throw new InvalidJsonException(
                    "invalid at offset " + parser.currentLocation().getCharOffset());
        }
    }

    /** The value that begins with this token. */
    static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new InvalidJsonException("unexpected token");
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        int count = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
            if (members.size() != ++count) {
                throw InvalidJsonException.repeatedName();
            }
        }
        return members;
    }

    private static Map<String, Object> object(JsonParser parser, Set<String> wanted) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (!wanted.contains(name)) {
                parser.skipChildren();
            } else if (members.containsKey(name)) {
                throw InvalidJsonException.repeatedName();
            } else {
                members.put(name, value(parser, token));
            }
        }
        return members;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return elements;
    }

    private static Object integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : Long.valueOf(parser.getLongValue());
    }

    private static Object decimal(BigDecimal exact) {
        return Doubles.hold(exact) ? (Object) exact.doubleValue() : exact;
    }

    private static void write(JsonGenerator generator, Object value, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new InvalidJsonException("nested too deeply");
        }
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Map<?, ?> members) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                generator.writeFieldName(String.valueOf(member.getKey()));
                write(generator, member.getValue(), depth + 1);
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> elements) {
            generator.writeStartArray();
            for (Object element : elements) {
                write(generator, element, depth + 1);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else {
            writeNumber(generator, value);
        }
    }

    private static void writeNumber(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (value instanceof BigInteger integer) {
            generator.writeNumber(integer);
        } else if (value instanceof Double || value instanceof Float) {
            generator.writeNumber(((Number) value).doubleValue());
        } else {
            throw new InvalidJsonException("a value has a type JSON does not know");
        }
    }

    static InvalidJsonException unreadable() {
        return new InvalidJsonException("the text is unreadable");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.erdtman.jcs.JsonCanonicalizer;

/** Canonical JSON out, strict JSON in; every failure is a {@link MalformedEvidenceException} without content. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Returns the RFC 8785 form. */
    public static byte[] canonical(JsonNode node) {
        try {
            return new JsonCanonicalizer(MAPPER.writeValueAsBytes(node)).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write statement as canonical JSON.", e);
        }
    }

    /** Reads a JSON object; what names it in the message. */
    @SuppressWarnings("UnusedException") // a parser's message quotes its input
    public static JsonNode parse(byte[] bytes, String what) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new MalformedEvidenceException("Cannot read " + what + ": it is not JSON.");
        }
        throw new MalformedEvidenceException("Cannot read " + what + ": it is not a JSON object.");
    }

    /** A field that must be there. */
    public static JsonNode member(JsonNode parent, String name) {
        JsonNode node = parent.get(name);
        if (node == null) {
            throw new MalformedEvidenceException("Cannot read evidence: field " + name + " is missing.");
        }
        return node;
    }

    /** A field that must be text. */
    public static String text(JsonNode parent, String name) {
        JsonNode node = member(parent, name);
        if (!node.isTextual()) {
            throw new MalformedEvidenceException("Cannot read evidence: field " + name + " is not text.");
        }
        return node.textValue();
    }

    /** A field that must be a whole number. */
    public static long number(JsonNode parent, String name) {
        JsonNode node = member(parent, name);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new MalformedEvidenceException("Cannot read evidence: field " + name + " is not a whole number.");
        }
        return node.longValue();
    }

    /** A field that must be true or false. */
    public static boolean truth(JsonNode parent, String name) {
        JsonNode node = member(parent, name);
        if (!node.isBoolean()) {
            throw new MalformedEvidenceException("Cannot read evidence: field " + name + " is not true or false.");
        }
        return node.booleanValue();
    }

    /** A field that must be a list. */
    public static JsonNode array(JsonNode parent, String name) {
        JsonNode node = member(parent, name);
        if (!node.isArray()) {
            throw new MalformedEvidenceException("Cannot read evidence: field " + name + " is not a list.");
        }
        return node;
    }

    /** Returns the value whose text form the field holds. */
    public static <T> T choice(JsonNode parent, String name, T[] values, Function<T, String> text) {
        String wanted = text(parent, name);
        for (T value : values) {
            if (text.apply(value).equals(wanted)) {
                return value;
            }
        }
        throw new MalformedEvidenceException("Cannot read evidence: field " + name + " has a value that is not known.");
    }

    /** The decoded elements of a list. */
    public static <T> List<T> items(JsonNode array, Function<JsonNode, T> decoder) {
        return StreamSupport.stream(array.spliterator(), false).map(decoder).toList();
    }

    /** Throws unless the condition holds; otherwise says what is wrong, without content. */
    public static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new MalformedEvidenceException("Cannot read statement: " + otherwise + ".");
        }
    }
}

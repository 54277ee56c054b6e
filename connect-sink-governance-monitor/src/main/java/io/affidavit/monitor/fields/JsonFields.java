/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.fields;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads a set of fields out of JSON text as it streams by. Nothing else of the text is kept. */
final class JsonFields {

    private static final int MOST_DEPTH = 500;

    private final JsonFactory factory = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(1000)
                    .build())
            .build();
    private final Node root = new Node();

    JsonFields(String[][] paths) {
        for (int field = 0; field < paths.length; field++) {
            Node node = root;
            for (String name : paths[field]) {
                node = node.members.computeIfAbsent(name, any -> new Node());
            }
            node.field = field;
        }
    }

    boolean read(byte[] utf8, int offset, int length, FieldValues into) {
        try (JsonParser parser = factory.createParser(utf8, offset, length)) {
            return document(parser, into);
        } catch (IOException e) {
            return false;
        }
    }

    boolean read(String text, FieldValues into) {
        try (JsonParser parser = factory.createParser(text)) {
            return document(parser, into);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean document(JsonParser parser, FieldValues into) throws IOException {
        return parser.nextToken() == JsonToken.START_OBJECT
                && object(parser, root, false, into)
                && parser.nextToken() == null;
    }

    /** @param repeats whether an array is around, where the first of several values counts */
    private static boolean object(JsonParser parser, Node node, boolean repeats, FieldValues into) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Node child = node.members.get(name);
            JsonToken token = parser.nextToken();
            if (child == null) {
                parser.skipChildren();
            } else if (!value(parser, token, child, repeats, into)) {
                return false;
            }
        }
        return true;
    }

    private static boolean value(JsonParser parser, JsonToken token, Node node, boolean repeats, FieldValues into)
            throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return object(parser, node, repeats, into);
        }
        if (token == JsonToken.START_ARRAY) {
            return array(parser, node, into);
        }
        if (node.field < 0 || token == JsonToken.VALUE_NULL) {
            return true;
        }
        if (into.present(node.field)) {
            return repeats;
        }
        switch (token) {
            case VALUE_STRING -> into.text(node.field, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> into.number(node.field, parser.getDoubleValue());
            case VALUE_TRUE -> into.text(node.field, "true");
            case VALUE_FALSE -> into.text(node.field, "false");
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean array(JsonParser parser, Node node, FieldValues into) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!value(parser, token, node, true, into)) {
                return false;
            }
        }
        return true;
    }

    /** A name on the way to some fields, or a field itself. */
    private static final class Node {
        private final Map<String, Node> members = new HashMap<>();
        private int field = -1;
    }
}

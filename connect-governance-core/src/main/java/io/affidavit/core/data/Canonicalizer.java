/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Rewrites one JSON document in canonical form while reading it, without building values. Members are written as they
 * come and moved only where they came out of order. One instance serves one document.
 */
final class Canonicalizer {

    private record Member(String name, int start, int end) {}

    private final JsonParser parser;
    private final StringBuilder out;
    /** The members of every object that is open, innermost last. */
    private Member[] members = new Member[32];

    private int open;

    Canonicalizer(JsonParser parser, StringBuilder out) {
        this.parser = parser;
        this.out = out;
    }

    void value(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING ->
                CanonicalStrings.write(out, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> CanonicalNumbers.write(out, parser.getDecimalValue());
            case VALUE_TRUE -> out.append("true");
            case VALUE_FALSE -> out.append("false");
            case VALUE_NULL -> out.append("null");
            default -> throw new InvalidJsonException("unexpected token");
        }
    }

    private void integer() throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            CanonicalNumbers.write(out, new BigDecimal(parser.getBigIntegerValue()));
        } else {
            CanonicalNumbers.write(out, parser.getLongValue());
        }
    }

    private void array() throws IOException {
        out.append('[');
        boolean first = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            value(token);
        }
        out.append(']');
    }

    private void object() throws IOException {
        out.append('{');
        int base = out.length();
        int first = open;
        boolean ordered = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (open > first) {
                out.append(',');
                ordered &= members[open - 1].name().compareTo(name) < 0;
            }
            int start = out.length();
            CanonicalStrings.write(out, name);
            out.append(':');
            value(parser.nextToken());
            push(new Member(name, start - base, out.length() - base));
        }
        if (!ordered) {
            order(base, first);
        }
        open = first;
        out.append('}');
    }

    private void push(Member member) {
        if (open == members.length) {
            members = Arrays.copyOf(members, open * 2);
        }
        members[open++] = member;
    }

    private void order(int base, int first) {
        Arrays.sort(members, first, open, Comparator.comparing(Member::name));
        String written = out.substring(base);
        out.setLength(base);
        for (int i = first; i < open; i++) {
            if (i > first) {
                if (members[i].name().equals(members[i - 1].name())) {
                    throw InvalidJsonException.repeatedName();
                }
                out.append(',');
            }
            out.append(written, members[i].start(), members[i].end());
        }
    }
}

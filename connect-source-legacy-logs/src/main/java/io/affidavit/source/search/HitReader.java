/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.affidavit.core.data.JsonText;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the answer to a search as it streams in, and stops once it has enough: an answer is never held as a whole. Used
 * for one answer.
 */
final class HitReader {

    private static final long NANOS = 1000;
    private static final long MICROS_PER_MILLI = 1000;

    private final boolean nanoseconds;
    private final int size;
    private final long mostChars;
    private final List<Hit> hits = new ArrayList<>();
    private String pointInTime;
    private long total = -1;
    private long chars;
    private boolean enough;

    /**
     * @param nanoseconds whether sort values are nanoseconds, else milliseconds
     * @param size how many hits were asked for
     * @param mostChars stop after the hit that reaches this much
     */
    HitReader(boolean nanoseconds, int size, long mostChars) {
        this.nanoseconds = nanoseconds;
        this.size = size;
        this.mostChars = mostChars;
    }

    HitBatch read(InputStream body) throws IOException, StoreException {
        try (JsonParser parser = JsonText.parser(body)) {
            parser.nextToken();
            while (!enough && parser.nextToken() == JsonToken.FIELD_NAME) {
                member(parser, parser.currentName());
            }
            return new HitBatch(hits, !enough && hits.size() < size, pointInTime, total);
        }
    }

    private void member(JsonParser parser, String name) throws IOException, StoreException {
        JsonToken token = parser.nextToken();
        switch (name) {
            case "pit_id" -> pointInTime = parser.getText();
            case "timed_out" -> requireWhole(!parser.getBooleanValue());
            case "_shards" ->
                requireWhole(JsonText.read(parser) instanceof Map<?, ?> shards
                        && Long.valueOf(0).equals(shards.get("failed")));
            case "hits" -> hits(parser);
            default -> {
                if (token.isStructStart()) {
                    parser.skipChildren();
                }
            }
        }
    }

    /** A part of the shards would be a part of the documents. */
    private static void requireWhole(boolean whole) throws StoreException {
        if (!whole) {
            throw StoreException.retriable(
                    "Cannot read the index: not every shard answered. See the cluster's health.");
        }
    }

    private void hits(JsonParser parser) throws IOException, StoreException {
        while (!enough && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("hits")) {
                while (!enough && parser.nextToken() == JsonToken.START_OBJECT) {
                    hit(parser);
                }
            } else if (name.equals("total") && token == JsonToken.START_OBJECT) {
                total = JsonText.read(parser) instanceof Map<?, ?> count && count.get("value") instanceof Long value
                        ? value
                        : -1;
            } else if (token.isStructStart()) {
                parser.skipChildren();
            }
        }
    }

    private void hit(JsonParser parser) throws IOException, StoreException {
        String id = null;
        Map<?, ?> source = null;
        Long sort = null;
        long length = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "_id" -> id = parser.getText();
                case "_source" -> {
                    long begun = parser.currentLocation().getByteOffset();
                    source = (Map<?, ?>) JsonText.read(parser);
                    length = parser.currentLocation().getByteOffset() - begun + 1;
                }
                case "sort" ->
                    sort = JsonText.read(parser) instanceof List<?> values && values.get(0) instanceof Long value
                            ? value
                            : null;
                default -> parser.skipChildren();
            }
        }
        if (id == null || sort == null) {
            throw SearchApi.unexpected("read the index");
        }
        chars += length;
        enough = chars >= mostChars;
        long cursor = nanoseconds ? Math.floorDiv(sort, NANOS) : sort * MICROS_PER_MILLI;
        int rest = nanoseconds ? (int) Math.floorMod(sort, NANOS) : 0;
        hits.add(new Hit(cursor, new DocumentKey(rest, id), source, length));
    }
}

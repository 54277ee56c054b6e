/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of a JSON stream, one at a time, as {@link JsonText} reads values: objects that follow one another, and
 * those of arrays. Holds one object in memory.
 */
public final class JsonDocuments implements Closeable {

    private final JsonParser parser;
    private boolean inArray;

    private JsonDocuments(JsonParser parser) {
        this.parser = parser;
    }

    /** @param json in UTF-8; closed with the documents */
    public static JsonDocuments of(InputStream json) throws IOException {
        return new JsonDocuments(JsonText.FACTORY.createParser(json));
    }

    /**
     * The next object, or empty at the end.
     *
     * @throws InvalidJsonException if the stream is no JSON from here on, ends within a value, or a value is no object
     * @throws IOException what the stream throws
     */
    public Optional<Map<String, Object>> next() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            while (token == JsonToken.END_ARRAY || (token == JsonToken.START_ARRAY && !inArray)) {
                inArray = token == JsonToken.START_ARRAY;
                token = parser.nextToken();
            }
            if (token == null) {
                return Optional.empty();
            }
            return Optional.of(object(token));
        } catch (JsonProcessingException | CharConversionException e) {
            throw new InvalidJsonException("invalid at byte " + offset());
        }
    }

    private Map<String, Object> object(JsonToken token) throws IOException {
        if (JsonText.value(parser, token) instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // as JsonText makes them
            Map<String, Object> members = (Map<String, Object>) map;
            return members;
        }
        throw new InvalidJsonException("a value is no object, at byte " + offset());
    }

    /** How many bytes of the stream the objects given so far take up. */
    public long offset() {
        return parser.currentLocation().getByteOffset();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.topic;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Bytes of records as text and as plain values. */
public final class RecordText {

    private RecordText() {}

    /** The text of bytes; empty where they are none. */
    @SuppressWarnings("UnusedException") // bytes that are no text are the other answer
    public static Optional<String> of(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** JSON opened, out of the envelope of a JsonConverter with schemas; any other text as it is. */
    @SuppressWarnings("UnusedException") // text that is no JSON is text
    public static Object opened(String text) {
        String begin = text.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) {
            return text;
        }
        try {
            Object parsed = JsonText.parse(text);
            return parsed instanceof Map<?, ?> map
                            && map.size() == 2
                            && map.containsKey("schema")
                            && map.get("payload") != null
                    ? map.get("payload")
                    : parsed;
        } catch (InvalidJsonException e) {
            return text;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.identity;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The unambiguous byte form of a sequence of texts: each as a four-byte big-endian length and its UTF-8 bytes, null as
 * length -1. No two different sequences share a form.
 */
final class LengthPrefixed {

    private static final byte[] NULL_LENGTH = {-1, -1, -1, -1};

    private LengthPrefixed() {}

    static void feed(Iterable<String> parts, Consumer<byte[]> sink) {
        for (String part : parts) {
            feed(part, sink);
        }
    }

    static void feed(String part, Consumer<byte[]> sink) {
        if (part == null) {
            sink.accept(NULL_LENGTH);
            return;
        }
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        sink.accept(new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
        sink.accept(bytes);
    }
}

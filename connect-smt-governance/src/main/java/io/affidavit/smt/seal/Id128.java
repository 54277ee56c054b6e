/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;

/** Sixteen bytes that name something: random for a key, a keyed hash for a data subject. */
public record Id128(long high, long low) {

    public static final int BYTES = 16;

    /** Characters of {@link #text}. */
    static final int CHARS = 22;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    static Id128 random(SecureRandom random) {
        return new Id128(random.nextLong(), random.nextLong());
    }

    /** Takes the next sixteen bytes, big endian. */
    public static Id128 read(ByteBuffer from) {
        return new Id128(from.getLong(), from.getLong());
    }

    /** @throws IllegalArgumentException for what {@link #text} does not give */
    static Id128 parse(String text) {
        byte[] bytes = DECODER.decode(text);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("Cannot read an id: it does not have 16 bytes.");
        }
        return read(ByteBuffer.wrap(bytes));
    }

    public void write(ByteBuffer to) {
        to.putLong(high).putLong(low);
    }

    /** In base64url without padding (RFC 4648). */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        write(bytes);
        return ENCODER.encodeToString(bytes.array());
    }

    @Override
    public String toString() {
        return text();
    }
}

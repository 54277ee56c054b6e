/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.util.Arrays;
import org.apache.avro.util.Utf8;

/** Reads text, leaving it in UTF-8. */
final class TextDecoder implements ValueDecoder {

    // A longer text is not worth the memory that keeping its array would cost.
    private static final int MAX_KEPT = 16 << 10;

    private final Utf8 shared;

    TextDecoder(boolean reuse) {
        this.shared = reuse ? new Utf8(new byte[16]) : null;
    }

    @Override
    public int tag() {
        return PrimitiveEncoder.STRING.tag();
    }

    @Override
    public Utf8 decode(byte[] bytes, int offset, int length) {
        if (shared == null || length > MAX_KEPT) {
            return new Utf8(Arrays.copyOfRange(bytes, offset, offset + length));
        }
        shared.setByteLength(length);
        System.arraycopy(bytes, offset, shared.getBytes(), 0, length);
        return shared;
    }
}

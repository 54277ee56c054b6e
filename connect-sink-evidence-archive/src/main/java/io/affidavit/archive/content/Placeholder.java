/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

import io.affidavit.archive.content.UnusableContentException.Why;
import io.affidavit.core.content.ContentRef;
import io.affidavit.core.content.Offloaded;
import io.affidavit.core.content.Offloaded.Kind;
import io.affidavit.core.content.Pointer;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * What stands in a record in the place of content: its reference, as text where there was text and as bytes where there
 * were bytes, so that it is of the place's type. A converter may have made base64 of bytes since, or an object of text.
 */
final class Placeholder {

    private Placeholder() {}

    /** The bytes to keep of a text, or of bytes in either form. */
    static byte[] bytes(Object content) {
        if (content instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (content instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return (byte[]) content;
    }

    static Kind kindOf(Object content) {
        return content instanceof String ? Kind.TEXT : Kind.BYTES;
    }

    /** What is put where content was. */
    static Object of(Object content, ContentRef ref) {
        return content instanceof String ? ref.text() : like(content, bytes(ref.text()));
    }

    /** Whether the reference is there. */
    static boolean isAt(Object there, Offloaded content) {
        String text = content.ref().text();
        if (there instanceof byte[] || there instanceof ByteBuffer) {
            return Arrays.equals(bytes(there), bytes(text));
        }
        boolean asBase64 = content.kind() == Kind.BYTES && !isWhole(content);
        return asBase64 ? base64(bytes(text)).equals(there) : text.equals(written(there));
    }

    /**
     * What to put there again.
     *
     * @param there for which {@link #isAt} holds
     * @throws UnusableContentException if a text is none
     */
    static Object replaced(Object there, Offloaded content, byte[] bytes) {
        if (content.kind() == Kind.TEXT) {
            return decoded(bytes);
        }
        // a whole value that was read as something else is opened by the archive from its bytes
        return there instanceof String && !isWhole(content) ? base64(bytes) : like(there, bytes);
    }

    private static boolean isWhole(Offloaded content) {
        return content.place().equals(Pointer.WHOLE);
    }

    private static Object like(Object there, byte[] bytes) {
        return there instanceof ByteBuffer ? ByteBuffer.wrap(bytes) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Object written(Object there) {
        try {
            return there instanceof Map<?, ?> object ? CanonicalJson.of(object) : there;
        } catch (InvalidJsonException e) {
            return null;
        }
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnusableContentException(Why.ALTERED, e);
        }
    }
}

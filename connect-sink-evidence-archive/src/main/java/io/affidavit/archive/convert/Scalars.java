/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;

/** Coercions of single values other than numbers and times: what would lose a meaning is refused. */
final class Scalars {

    private static final int MOST_PLAIN_DIGITS = 1000;
    private static final int UUID_TEXT = 36;
    private static final int UUID_BYTES = 16;

    private Scalars() {}

    static Boolean toBoolean(Object value, String path) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String text && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return text.equalsIgnoreCase("true");
        }
        throw mismatch(path);
    }

    /** Text as it is, other scalars as text, structures as canonical JSON. Bytes are no text: nobody said which encoding. */
    static CharSequence toText(Object value, String path) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof BigDecimal decimal) {
            // A short text such as 1e999999999 would expand to a gigabyte of zeros.
            return Math.abs((long) decimal.scale()) > MOST_PLAIN_DIGITS ? decimal.toString() : decimal.toPlainString();
        }
        if (value instanceof Number
                || value instanceof Boolean
                || value instanceof LocalDate
                || value instanceof LocalTime) {
            return value.toString();
        }
        if (value instanceof Map || value instanceof List || value instanceof Struct) {
            try {
                return CanonicalJson.of(value);
            } catch (InvalidJsonException e) {
                throw mismatch(path);
            }
        }
        throw mismatch(path);
    }

    /** Bytes as they are, text as base64. */
    static ByteBuffer toBytes(Object value, String path) {
        if (value instanceof ByteBuffer buffer) {
            return buffer.duplicate();
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof String text) {
            try {
                return ByteBuffer.wrap(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                throw mismatch(path);
            }
        }
        throw mismatch(path);
    }

    /** As {@link #toBytes}, neither cut nor filled up. */
    static ByteBuffer toFixed(Object value, int length, String path) {
        ByteBuffer bytes = toBytes(value, path);
        if (bytes.remaining() != length) {
            throw new Rejection(Rules.OUT_OF_RANGE, path);
        }
        return bytes;
    }

    static UUID toUuid(Object value, String path) {
        if (value instanceof UUID uuid) {
            return uuid;
        }
        byte[] bytes = rawBytes(value);
        if (bytes != null && bytes.length == UUID_BYTES) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        }
        if (value instanceof String text && text.length() == UUID_TEXT) {
            try {
                UUID uuid = UUID.fromString(text);
                // The parser drops digits of groups that are too long.
                if (uuid.toString().equalsIgnoreCase(text)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                throw mismatch(path);
            }
        }
        throw mismatch(path);
    }

    /** The bytes of a bytes value, null for any other. */
    static byte[] rawBytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return value instanceof byte[] bytes ? bytes : null;
    }

    static Rejection mismatch(String path) {
        return new Rejection(Rules.TYPE_MISMATCH, path);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import com.google.crypto.tink.util.Bytes;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A data key as it is kept: encrypted, and bound to what names it.
 *
 * @param subject keyed hash of tenant and subject
 * @param id of the key, as sealed texts name it
 * @param wrapped the key under an encryption keyset; empty once it is erased
 */
public record WrappedKey(Id128 subject, Id128 id, Bytes wrapped) {

    /** Of {@link #wrapped}: Tink's prefix, the nonce, the key and the tag. */
    public static final int WRAPPED_BYTES = 5 + 12 + DataKey.BYTES + 16;

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 1 + 2 * Id128.BYTES;

    public WrappedKey {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(id, "id");
        if (wrapped.size() != 0 && wrapped.size() != WRAPPED_BYTES) {
            throw new IllegalArgumentException(
                    "Cannot keep a key: wrapped, it has " + WRAPPED_BYTES + " bytes. Wrap it under a keyset.");
        }
    }

    /**
     * From a record of the key topic.
     *
     * @param value null for a tombstone
     * @throws IllegalArgumentException if the record has another form
     */
    public static WrappedKey of(byte[] key, byte[] value) {
        boolean whole = value == null || value.length == 1 + WRAPPED_BYTES;
        if (key == null || key.length != KEY_BYTES || key[0] != VERSION || !whole) {
            throw new IllegalArgumentException("Cannot read a key record: it has another form.");
        }
        ByteBuffer ids = ByteBuffer.wrap(key, 1, KEY_BYTES - 1);
        Id128 subject = Id128.read(ids);
        Id128 id = Id128.read(ids);
        if (value != null && value[0] != VERSION) {
            throw new IllegalArgumentException("Cannot read a key record: its value is of another version.");
        }
        return new WrappedKey(
                subject, id, value == null ? Bytes.copyFrom(new byte[0]) : Bytes.copyFrom(value, 1, value.length - 1));
    }

    /** Whether the key is gone for good. */
    public boolean erased() {
        return wrapped.size() == 0;
    }

    /** Key of the record: a byte of version, then both names. */
    public byte[] recordKey() {
        ByteBuffer bytes = ByteBuffer.allocate(KEY_BYTES).put(VERSION);
        subject.write(bytes);
        id.write(bytes);
        return bytes.array();
    }

    /** Value of the record: a byte of version, then the encrypted key; null for a tombstone. */
    public byte[] recordValue() {
        return erased()
                ? null
                : ByteBuffer.allocate(1 + wrapped.size())
                        .put(VERSION)
                        .put(wrapped.toByteArray())
                        .array();
    }

    /** The tombstone of this key. */
    public WrappedKey erase() {
        return new WrappedKey(subject, id, Bytes.copyFrom(new byte[0]));
    }

    @Override
    public String toString() {
        return "WrappedKey[" + id + "]";
    }
}

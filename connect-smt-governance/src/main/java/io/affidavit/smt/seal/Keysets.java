/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/** Reads, makes and rotates Tink keysets in clear. No message holds any part of a keyset. */
public final class Keysets {

    /** Tink's prefix of a ciphertext: one byte of version and four of the key id. */
    static final int PREFIX_BYTES = 5;

    private static final byte TINK_VERSION = 1;

    private Keysets() {}

    /** A keyset with one key, in Tink's JSON form. */
    public static String generate(KeysetKind kind) {
        return written(kind, KeysetHandle.newBuilder());
    }

    /**
     * The keyset with a new primary key: the old ones still open what they sealed.
     *
     * @throws IllegalArgumentException saying what the keyset must be, without any of it
     */
    public static String rotate(String json, KeysetKind kind) {
        return written(kind, KeysetHandle.newBuilder(read(json, kind, handle -> handle)));
    }

    @SuppressWarnings("UnusedException") // messages of parsers could repeat the keyset
    static <T> T read(String json, KeysetKind kind, Reader<T> reader) {
        try {
            KeysetHandle handle =
                    TinkJsonProtoKeysetFormat.parseKeyset(json, kind.configuration(), InsecureSecretKeyAccess.get());
            for (int i = 0; i < handle.size(); i++) {
                KeysetHandle.Entry entry = handle.getAt(i);
                if (entry.getStatus() == KeyStatus.ENABLED && !kind.fits(entry.getKey())) {
                    throw unfit(kind);
                }
            }
            return reader.read(handle);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unfit(kind);
        }
    }

    static byte[] material(SecretBytes bytes) {
        return bytes.toByteArray(InsecureSecretKeyAccess.get());
    }

    /** A sealed body as Tink wrote it. */
    static byte[] prefixed(SealedText sealed) {
        byte[] body = sealed.bytes();
        return ByteBuffer.allocate(PREFIX_BYTES + body.length)
                .put(TINK_VERSION)
                .putInt(sealed.keyId())
                .put(body)
                .array();
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private static String written(KeysetKind kind, KeysetHandle.Builder keyset) {
        try {
            KeysetHandle handle = keyset.addEntry(KeysetHandle.generateEntryFromParameters(kind.parameters())
                            .withRandomId()
                            .makePrimary())
                    .setConfiguration(kind.configuration())
                    .build();
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    handle, kind.configuration(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot make a keyset: this Java has no AES. Use a complete Java platform.");
        }
    }

    private static IllegalArgumentException unfit(KeysetKind kind) {
        return new IllegalArgumentException("it must be a Tink keyset in clear, as JSON, whose enabled keys are "
                + kind.template() + " with Tink's output prefix. Make one with affidavit keys keyset.");
    }

    /** What a keyset is read as. */
    interface Reader<T> {
        T read(KeysetHandle handle) throws GeneralSecurityException;
    }
}

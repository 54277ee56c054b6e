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
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Reads, makes and rotates Tink keysets, in clear or encrypted by a key service. No message holds any part of a keyset. */
public final class Keysets {

    /** Tink's prefix of a ciphertext: one byte of version and four of the key id. */
    static final int PREFIX_BYTES = 5;

    private static final byte TINK_VERSION = 1;

    /** As other tools of Tink have it, so that their keysets are read and ours are read by them. */
    private static final byte[] NO_ASSOCIATED_DATA = {};

    private Keysets() {}

    /** A keyset in clear with one key, in Tink's JSON form. */
    public static String generate(KeysetKind kind) {
        return generate(kind, Optional.empty());
    }

    /**
     * A keyset with one key, in Tink's JSON form.
     *
     * @param service encrypts it
     * @throws KeyServiceException if the service does not
     */
    public static String generate(KeysetKind kind, Optional<KeyService> service) {
        return written(kind, KeysetHandle.newBuilder(), service);
    }

    /** A keyset in clear with a new primary key, see {@link #rotate(String, KeysetKind, Optional)}. */
    public static String rotate(String json, KeysetKind kind) {
        return rotate(json, kind, Optional.empty());
    }

    /**
     * The keyset with a new primary key: the old ones still open what they sealed.
     *
     * @param json in clear, or encrypted by the service
     * @param service encrypts the result
     * @throws IllegalArgumentException saying what the keyset must be, without any of it
     * @throws KeyServiceException if the service does not decrypt or encrypt
     */
    public static String rotate(String json, KeysetKind kind, Optional<KeyService> service) {
        return written(kind, KeysetHandle.newBuilder(read(json, kind, service, handle -> handle)), service);
    }

    /** Whether the text has Tink's form of an encrypted keyset. */
    @SuppressWarnings("UnusedException") // what is no JSON is an answer
    static boolean encrypted(String json) {
        try {
            return JsonText.parse(json) instanceof Map<?, ?> keyset && keyset.containsKey("encryptedKeyset");
        } catch (InvalidJsonException e) {
            return false;
        }
    }

    @SuppressWarnings("UnusedException") // messages of parsers could repeat the keyset
    static <T> T read(String json, KeysetKind kind, Optional<KeyService> service, Reader<T> reader) {
        try {
            KeysetHandle handle = parse(json, kind, service);
            for (int i = 0; i < handle.size(); i++) {
                KeysetHandle.Entry entry = handle.getAt(i);
                if (entry.getStatus() == KeyStatus.ENABLED && !kind.fits(entry.getKey())) {
                    throw unfit(kind);
                }
            }
            return reader.read(handle);
        } catch (KeyServiceException e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unfit(kind);
        }
    }

    private static KeysetHandle parse(String json, KeysetKind kind, Optional<KeyService> service)
            throws GeneralSecurityException {
        return service.isPresent() && encrypted(json)
                ? TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
                        json, service.get().aead(), NO_ASSOCIATED_DATA, kind.configuration())
                : TinkJsonProtoKeysetFormat.parseKeyset(json, kind.configuration(), InsecureSecretKeyAccess.get());
    }

    static byte[] material(SecretBytes bytes) {
        return bytes.toByteArray(InsecureSecretKeyAccess.get());
    }

    /** A sealed body as Tink wrote it. */
    static byte[] prefixed(SealedText sealed) {
        byte[] body = sealed.bytes();
        return ByteBuffer.allocate(PREFIX_BYTES + body.length)
                .put(TINK_VERSION)
                .putInt(HexFormat.fromHexDigits(sealed.keyId()))
                .put(body)
                .array();
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private static String written(KeysetKind kind, KeysetHandle.Builder keyset, Optional<KeyService> service) {
        try {
            KeysetHandle handle = keyset.addEntry(KeysetHandle.generateEntryFromParameters(kind.parameters())
                            .withRandomId()
                            .makePrimary())
                    .setConfiguration(kind.configuration())
                    .build();
            return service.isPresent()
                    ? TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                            handle, service.get().aead(), NO_ASSOCIATED_DATA, kind.configuration())
                    : TinkJsonProtoKeysetFormat.serializeKeyset(
                            handle, kind.configuration(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot make a keyset: this Java has no AES. Use a complete Java platform.");
        }
    }

    private static IllegalArgumentException unfit(KeysetKind kind) {
        return new IllegalArgumentException(
                "it must be a Tink keyset as JSON, in clear or encrypted by the key service that is named, whose enabled keys are "
                        + kind.template() + " with Tink's output prefix. Make one with affidavit keys keyset.");
    }

    /** What a keyset is read as. */
    interface Reader<T> {
        T read(KeysetHandle handle) throws GeneralSecurityException;
    }
}

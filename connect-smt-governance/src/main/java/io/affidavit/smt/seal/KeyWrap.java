/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes data keys for subjects and wraps them under an encryption keyset. Subjects are named by a keyed hash, HMAC-SHA256 cut to
 * 128 bits, whose key is derived from the key that wraps (HKDF, RFC 5869): without the keyset nobody can test guesses, and no
 * further secret is to be kept. Safe for concurrent use.
 */
public final class KeyWrap {

    private static final byte[] NAMES = "affidavit.subject.v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEYS = "affidavit.subject-key.v1".getBytes(StandardCharsets.US_ASCII);
    private static final String MAC = "HmacSHA256";

    private final Aead all;
    private final List<Naming> namings;
    private final SecureRandom random;

    /** @param random makes data keys and their ids */
    KeyWrap(KeysetHandle handle, SecureRandom random) throws GeneralSecurityException {
        this.all = handle.getPrimitive(KeysetKind.GCM.configuration(), Aead.class);
        this.random = random;
        List<Naming> byKey = new ArrayList<>();
        for (int i = 0; i < handle.size(); i++) {
            KeysetHandle.Entry entry = handle.getAt(i);
            // also keys that are disabled now: what they wrapped must be found to be erased
            if (entry.getKey() instanceof AesGcmKey key) {
                byKey.add(entry.isPrimary() ? 0 : byKey.size(), Naming.of(key));
            }
        }
        this.namings = List.copyOf(byKey);
    }

    /** The subject's name under the primary key. */
    public Id128 name(Owner owner) {
        return namings.get(0).name(owner);
    }

    /** The subject's names under all keys of the keyset, that of the primary key first. */
    public List<Id128> names(Owner owner) {
        return namings.stream().map(naming -> naming.name(owner)).toList();
    }

    /** Ids of the keys of {@link #names}, in the same order, as eight hexadecimal digits. */
    public List<String> keyIds() {
        return namings.stream().map(Naming::keyId).toList();
    }

    /** A new key for a subject, wrapped. */
    @SuppressWarnings("UnusedException") // its message could say what was wrapped
    public WrappedKey fresh(Id128 subject) {
        byte[] material = new byte[DataKey.BYTES];
        random.nextBytes(material);
        Id128 id = Id128.random(random);
        try {
            return new WrappedKey(subject, id, Bytes.copyFrom(all.encrypt(material, bound(subject, id))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot wrap a key: AES-GCM failed. Use a complete Java platform.");
        }
    }

    /** The key, or null where it is erased, changed, or no enabled key of the keyset wrapped it. */
    @SuppressWarnings("UnusedException") // what does not open is an answer
    public DataKey unwrap(WrappedKey key) {
        try {
            return key.erased()
                    ? null
                    : DataKey.of(key.id(), all.decrypt(key.wrapped().toByteArray(), bound(key.subject(), key.id())));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static byte[] bound(Id128 subject, Id128 id) {
        ByteBuffer bytes = ByteBuffer.allocate(KEYS.length + 2 * Id128.BYTES).put(KEYS);
        subject.write(bytes);
        id.write(bytes);
        return bytes.array();
    }

    @Override
    public String toString() {
        return "KeyWrap" + keyIds();
    }

    /** How one key of the keyset names subjects. */
    private record Naming(String keyId, SecretKeySpec key) {

        @AccessesPartialKey
        static Naming of(AesGcmKey key) throws GeneralSecurityException {
            byte[] derived =
                    Hkdf.computeHkdf(MAC, Keysets.material(key.getKeyBytes()), new byte[0], NAMES, DataKey.BYTES);
            return new Naming(
                    HexFormat.of().toHexDigits(key.getIdRequirementOrNull()), new SecretKeySpec(derived, MAC));
        }

        @SuppressWarnings("UnusedException") // said in full by the message
        Id128 name(Owner owner) {
            try {
                Mac mac = Mac.getInstance(MAC);
                mac.init(key);
                return Id128.read(ByteBuffer.wrap(mac.doFinal(owner.bytes())));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(
                        "Cannot name a subject: this Java has no " + MAC + ". Use a complete Java platform.");
            }
        }

        @Override
        public String toString() {
            return "Naming[" + keyId + "]";
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.daead.AesSivKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A Tink keyset of AES256_SIV keys (RFC 5297): makes tokens that are equal for equal content of one tenant and label, and
 * belong to no other. Content goes in as it stands, never normalised, so that opening gives back every character.
 */
public final class TokenKeys implements Sealer {

    private final String keyId;
    private final SivKey primary;
    private final ScopeCache<byte[]> scopes;
    private final DeterministicAead all;

    @AccessesPartialKey
    private TokenKeys(KeysetHandle handle) throws GeneralSecurityException {
        keyId = HexFormat.of().toHexDigits(handle.getPrimary().getId());
        primary = new SivKey(Keysets.material(((AesSivKey) handle.getPrimary().getKey()).getKeyBytes()));
        scopes = new ScopeCache<>(scope -> primary.start(scope.bytes()));
        all = handle.getPrimitive(KeysetKind.SIV.configuration(), DeterministicAead.class);
    }

    /** From a keyset in clear, see {@link #of(String, Optional)}. */
    public static TokenKeys of(String json) {
        return of(json, Optional.empty());
    }

    /**
     * @param json a keyset in Tink's JSON form, in clear or encrypted by the service
     * @throws IllegalArgumentException saying what the keyset must be, without any of it
     * @throws KeyServiceException if the service does not decrypt it
     */
    public static TokenKeys of(String json, Optional<KeyService> service) {
        return Keysets.read(json, KeysetKind.SIV, service, TokenKeys::new);
    }

    @Override
    public SealedText.Kind kind() {
        return SealedText.Kind.TOKEN;
    }

    @Override
    public void seal(char[] text, int from, int to, Scope scope, StringBuilder out) {
        byte[] body = primary.encrypt(scopes.of(scope), text, from, to);
        SealedText.of(SealedText.Kind.TOKEN, keyId, scope.label(), body).write(out);
    }

    @Override
    @SuppressWarnings("UnusedException") // what does not open is an answer
    public String open(SealedText sealed, String tenant) {
        try {
            byte[] plain =
                    all.decryptDeterministically(Keysets.prefixed(sealed), new Scope(tenant, sealed.label()).bytes());
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "TokenKeys[" + keyId + "]";
    }
}

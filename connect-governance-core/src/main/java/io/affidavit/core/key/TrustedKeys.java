/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The public keys a reader trusts, taken from outside the table: a chain that vouches for its own key proves nothing.
 *
 * <p>A trust file is PEM with one {@code PUBLIC KEY} block per key; anything around the blocks is comment.
 */
public final class TrustedKeys {

    private final Map<String, VerificationKey> keys = new LinkedHashMap<>();

    private TrustedKeys(Collection<VerificationKey> keys) {
        keys.forEach(key -> this.keys.put(key.id(), key));
    }

    /** Trusts exactly these keys. */
    public static TrustedKeys of(VerificationKey... keys) {
        return new TrustedKeys(List.of(keys));
    }

    /**
     * Reads PEM text.
     *
     * @throws IllegalArgumentException when it holds no public key, or one that is not Ed25519
     */
    public static TrustedKeys parse(String pem) {
        List<byte[]> blocks = Pem.decode(pem, Pem.PUBLIC_KEY);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot read trusted keys: no PUBLIC KEY block found. Use the trusted-keys.pem that affidavit keys"
                            + " generate wrote.");
        }
        return new TrustedKeys(blocks.stream().map(VerificationKey::fromDer).toList());
    }

    /**
     * Reads a PEM file.
     *
     * @throws IllegalArgumentException when it cannot be read or holds no usable key
     */
    @SuppressWarnings("UnusedException") // said in full by the message
    public static TrustedKeys read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read trusted keys: no readable file at " + file + ".");
        }
    }

    /**
     * Reads several PEM files.
     *
     * @throws IllegalArgumentException as for one of them
     */
    public static TrustedKeys read(List<Path> files) {
        return new TrustedKeys(files.stream()
                .map(TrustedKeys::read)
                .flatMap(trusted -> trusted.keys.values().stream())
                .toList());
    }

    /** Trusts one key more. */
    public TrustedKeys with(VerificationKey key) {
        List<VerificationKey> more = new ArrayList<>(keys.values());
        more.add(key);
        return new TrustedKeys(more);
    }

    /** Returns all trusted keys, in the order of the file. */
    public List<VerificationKey> all() {
        return List.copyOf(keys.values());
    }

    /** Returns the key of this id, when it is trusted. */
    public Optional<VerificationKey> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    /** Returns the ids of all trusted keys. */
    public Set<String> ids() {
        return Set.copyOf(keys.keySet());
    }
}

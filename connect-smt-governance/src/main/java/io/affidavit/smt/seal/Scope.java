/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What a pseudonym, token or ciphertext is bound to.
 *
 * @param tenant whose content it is; empty where unknown
 * @param label id of the label, such as {@code pii.email}
 */
public record Scope(String tenant, String label) {

    public Scope {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(label, "label");
    }

    /** Both in UTF-8, each after its length in four bytes, big endian, so that no two scopes share a form. */
    public byte[] bytes() {
        return pair(tenant, label);
    }

    static byte[] pair(String one, String other) {
        byte[] first = one.getBytes(StandardCharsets.UTF_8);
        byte[] second = other.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(first.length + second.length + 2 * Integer.BYTES)
                .putInt(first.length)
                .put(first)
                .putInt(second.length)
                .put(second)
                .array();
    }
}

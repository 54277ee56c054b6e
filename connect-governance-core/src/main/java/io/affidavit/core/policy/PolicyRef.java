/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Objects;

/**
 * Names exactly one text of one policy, as records are stamped with it.
 *
 * @param id of the document
 * @param digest SHA-256 of the document's canonical JSON (RFC 8785), 64 lower-case hexadecimal digits
 */
public record PolicyRef(String id, PolicyVersion version, String digest) {

    private static final int DIGITS = 12;

    public PolicyRef {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(digest, "digest");
    }

    /** {@code id@version}, the name of an immutable version. */
    public String name() {
        return id + "@" + version;
    }

    /** {@code id@version#digest}, the digest cut to 12 digits: what the {@code gov.policy} header holds. */
    public String stamp() {
        return name() + "#" + digest.substring(0, Math.min(DIGITS, digest.length()));
    }
}

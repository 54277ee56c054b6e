/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence;

import java.util.Objects;

/**
 * What a file's bytes are known by.
 *
 * @param sha256 64 lower-case hex digits
 * @param length bytes
 */
public record FileDigest(String sha256, long length) {

    public FileDigest {
        Objects.requireNonNull(sha256, "sha256");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * Random bytes for rows, one portion each, so that nobody can guess a row by its leaf hash once the row is erased. Not
 * thread-safe.
 */
public final class RowSalts {

    /** Bytes of a salt: as many as leave nothing to try. */
    public static final int LENGTH = 16;

    private final SecureRandom random;

    /** @param random not seeded by anything that is known */
    public RowSalts(SecureRandom random) {
        this.random = Objects.requireNonNull(random, "random");
    }

    ByteBuffer next() {
        byte[] salt = new byte[LENGTH];
        random.nextBytes(salt);
        return ByteBuffer.wrap(salt);
    }
}

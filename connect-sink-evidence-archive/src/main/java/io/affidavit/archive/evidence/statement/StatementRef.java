/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a stored statement is and what it must hash to. The newest one is the head of the chain; the sink writes it into
 * the snapshot summary of its commit and mirrors it in the table's properties, under the keys below.
 *
 * @param path location of the envelope in the table's store
 * @param sha256 over the envelope's bytes, 64 lower-case hex digits
 * @param sequence position in the chain, from 1
 */
public record StatementRef(String path, String sha256, long sequence) {

    /** Key of {@link #path} in a snapshot summary and in the table's properties. */
    public static final String PATH_KEY = "affidavit.statement.path";

    /** Key of {@link #sha256}. */
    public static final String SHA256_KEY = "affidavit.statement.sha256";

    /** Key of {@link #sequence}. */
    public static final String SEQUENCE_KEY = "affidavit.statement.seq";

    public StatementRef {
        Objects.requireNonNull(path, "path");
        Hex.check(sha256);
        if (sequence < 1 || sequence > SafeNumbers.MAX) {
            throw new IllegalArgumentException("Cannot refer to statement " + sequence + ": the first one is 1.");
        }
    }

    /**
     * Reads the head from a snapshot summary or table properties; empty when none of the keys is there.
     *
     * @throws IllegalArgumentException when they are incomplete or malformed
     */
    @SuppressWarnings("UnusedException") // said in full by the message
    public static Optional<StatementRef> from(Map<String, String> properties) {
        String path = properties.get(PATH_KEY);
        String sha256 = properties.get(SHA256_KEY);
        String sequence = properties.get(SEQUENCE_KEY);
        if (path == null && sha256 == null && sequence == null) {
            return Optional.empty();
        }
        if (path == null || sha256 == null || sequence == null) {
            throw new IllegalArgumentException("Cannot read statement head: one of " + PATH_KEY + ", " + SHA256_KEY
                    + ", " + SEQUENCE_KEY + " is missing.");
        }
        try {
            return Optional.of(new StatementRef(path, sha256, Long.parseLong(sequence)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Cannot read statement head: " + SEQUENCE_KEY + " is not a number.");
        }
    }

    /** Returns the entries for a snapshot summary or table properties. */
    public Map<String, String> toProperties() {
        return Map.of(PATH_KEY, path, SHA256_KEY, sha256, SEQUENCE_KEY, Long.toString(sequence));
    }
}

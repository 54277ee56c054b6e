/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.util.Objects;

/**
 * How far one source partition is archived.
 *
 * @param next first offset that is not
 * @param commitId the commit that moved it here
 * @param last the record before {@code next}, as far as the sink saw one; null before the first
 */
public record Mark(long next, String commitId, LastRecord last) {

    public Mark {
        Objects.requireNonNull(commitId, "commitId");
    }

    /**
     * What the last record looked like, to tell a recreated topic from the one that was archived.
     *
     * @param timestamp milliseconds, null if it had none
     * @param keyHash first 16 hex digits of the SHA-256 of its key, null if it had none
     * @param keyForm what the key came about by; hashes of keys of different forms say nothing about each other
     */
    public record LastRecord(long offset, Long timestamp, String keyHash, String keyForm) {}
}

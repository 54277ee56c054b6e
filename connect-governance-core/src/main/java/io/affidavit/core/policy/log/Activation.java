/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import io.affidavit.core.policy.PolicyVersion;
import java.time.Instant;
import java.util.Objects;

/**
 * From when on a version is in force.
 *
 * @param version of the document
 * @param digest of the version's canonical JSON: what was meant can be nothing else
 * @param effectiveFrom compared with the timestamps of records; whole milliseconds
 */
public record Activation(PolicyVersion version, String digest, Instant effectiveFrom) {

    public Activation {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(effectiveFrom, "effectiveFrom");
        if (!Instant.ofEpochMilli(effectiveFrom.toEpochMilli()).equals(effectiveFrom)) {
            throw new IllegalArgumentException("Cannot activate policy: the time has parts of a millisecond.");
        }
    }
}

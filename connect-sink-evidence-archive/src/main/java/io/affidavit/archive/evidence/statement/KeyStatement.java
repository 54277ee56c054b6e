/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import io.affidavit.core.key.VerificationKey;
import java.util.Locale;
import java.util.Objects;

/**
 * A key that may sign from here on, or may not any more. It counts if a key signed it that may sign at its place in the
 * chain, so that whoever trusts the first key can follow to the newest.
 *
 * @param action which of the two
 * @param key the key it speaks of
 * @param reason why, for people
 */
public record KeyStatement(StatementHead head, Action action, VerificationKey key, String reason)
        implements HeadedStatement {

    /** The in-toto predicate type. */
    public static final String PREDICATE_TYPE = "https://affidavit.dev/evidence/key/v1";

    /** What becomes of the key. */
    public enum Action {
        /** Statements after this one count if it signed them. */
        ADD,
        /** Statements after this one do not count for its signature; earlier ones do. */
        RETIRE;

        /** The name in the statement. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public KeyStatement {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(reason, "reason");
    }
}

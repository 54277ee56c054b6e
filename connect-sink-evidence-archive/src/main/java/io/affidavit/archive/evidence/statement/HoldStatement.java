/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A legal hold that was placed or released.
 *
 * @param action which of the two
 * @param holdId id of the hold; names its branch
 * @param matter the matter it is for
 * @param reason why, for people
 * @param predicate which records it covers, in the form it was written in
 * @param expression the same as Iceberg expression JSON
 * @param epoch the hold epoch that begins with this statement: one more with each
 * @param registry SHA-256 over the open holds after it
 * @param previousHold the hold statement before this one, so that holds are found without reading the whole chain
 */
public record HoldStatement(
        StatementHead head,
        Action action,
        String holdId,
        String matter,
        String reason,
        String predicate,
        String expression,
        long epoch,
        String registry,
        Optional<StatementRef> previousHold)
        implements HeadedStatement {

    /** The in-toto predicate type. */
    public static final String PREDICATE_TYPE = "https://affidavit.dev/evidence/hold/v1";

    /** What happened to the hold. */
    public enum Action {
        PLACE,
        RELEASE;

        /** The name in the statement. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public HoldStatement {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(holdId, "holdId");
        Objects.requireNonNull(matter, "matter");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(predicate, "predicate");
        Objects.requireNonNull(expression, "expression");
        Objects.requireNonNull(previousHold, "previousHold");
        SafeNumbers.check(epoch);
        Hex.check(registry);
    }
}

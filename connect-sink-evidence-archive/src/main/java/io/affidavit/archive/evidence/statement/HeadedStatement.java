/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A statement that somebody or something other than a sink made: a {@link StatementHead} says who and when. */
public sealed interface HeadedStatement extends Statement
        permits HoldStatement, ChangeStatement, CompletionStatement, KeyStatement {

    /** What every such statement says. */
    StatementHead head();

    @Override
    default String tableUuid() {
        return head().tableUuid();
    }

    @Override
    default Optional<StatementRef> previous() {
        return head().previous();
    }

    @Override
    default Instant createdAt() {
        return head().createdAt();
    }

    @Override
    default String commitId() {
        return head().commitId();
    }

    @Override
    default String writer() {
        return head().by();
    }

    @Override
    default List<AttestedFile> attested() {
        return List.of();
    }
}

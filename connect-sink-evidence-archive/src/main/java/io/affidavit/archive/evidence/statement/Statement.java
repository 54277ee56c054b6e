/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One link of a table's chain: what became true with one commit to the table. Each kind has its own in-toto predicate type.
 *
 * <p>All kinds share one chain, so that a hold and the expiry it forbids have an order that nobody can change afterwards.
 */
public sealed interface Statement permits CommitStatement, HeadedStatement {

    /** UUID of the table, so that a statement cannot be moved to another. */
    String tableUuid();

    /** The statement before this one; empty for the table's first. */
    Optional<StatementRef> previous();

    /** When the statement was made by its writer's clock, cut to milliseconds. */
    Instant createdAt();

    /** The writer's own id of the commit: the same in every attempt. */
    String commitId();

    /** Who or what made it, for people. */
    String writer();

    /** The files that come to the table with it. */
    List<AttestedFile> attested();

    /** Those of them that are new, and not back as an earlier statement attests them. */
    default List<AttestedFile> written() {
        return attested();
    }

    /** Id of the table schema that {@link #written} files were written with; 0 where there are none. */
    default int schemaId() {
        return 0;
    }

    /** The position in the chain: one after the previous statement, 1 for the first. */
    default long sequence() {
        return previous().map(ref -> ref.sequence() + 1).orElse(1L);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * What the statements of everybody but the archive sink begin with.
 *
 * @param tableUuid see {@link Statement#tableUuid}
 * @param by who or what made the change: a person's name from the command line, a connector
 * @param previous see {@link Statement#previous}
 * @param createdAt see {@link Statement#createdAt}
 * @param commitId see {@link Statement#commitId}
 */
public record StatementHead(
        String tableUuid, String by, Optional<StatementRef> previous, Instant createdAt, String commitId) {

    public StatementHead {
        Objects.requireNonNull(tableUuid, "tableUuid");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(commitId, "commitId");
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.removal.Chain;
import io.affidavit.archive.removal.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * An erasure as the table's statements tell it.
 *
 * @param id of the change
 * @param statement of the change
 * @param at when it was made, by the clock of who made it
 * @param ticket the request on record
 * @param rows that left the table
 * @param files they left
 * @param certificate that the bytes are gone; empty until then
 */
public record KnownErasure(
        String id,
        StatementRef statement,
        Instant at,
        String ticket,
        long rows,
        int files,
        Optional<StatementRef> certificate) {

    public KnownErasure {
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(certificate, "certificate");
    }

    /** Whether the bytes are certified to be gone. */
    public boolean isCertified() {
        return certificate.isPresent();
    }

    /** Those of a table, oldest first. */
    static List<KnownErasure> of(Chain chain, Table table) {
        List<KnownErasure> known = new ArrayList<>();
        Map<String, StatementRef> certificates = new HashMap<>();
        chain.walkChanges(table, (ref, statement) -> {
            if (statement instanceof CompletionStatement completion) {
                certificates.put(completion.change().sha256(), ref);
            } else if (statement instanceof ChangeStatement change && change.cause() == Cause.ERASE) {
                known.add(0, of(ref, change, certificates.get(ref.sha256())));
            }
            return true;
        });
        return known;
    }

    private static KnownErasure of(StatementRef ref, ChangeStatement change, StatementRef certificate) {
        return new KnownErasure(
                change.commitId(),
                ref,
                change.createdAt(),
                change.terms().getOrDefault(Terms.TICKET, ""),
                Long.parseLong(change.terms().getOrDefault(ErasureTerms.ERASED, "0")),
                change.removed().size(),
                Optional.ofNullable(certificate));
    }
}

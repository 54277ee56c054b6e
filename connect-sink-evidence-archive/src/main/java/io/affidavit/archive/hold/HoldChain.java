/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.HoldStatement;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;

/**
 * The statements of a table that are about holds.
 *
 * @param trusted keys that must have signed; empty to take statements unsigned
 */
record HoldChain(Table table, Optional<TrustedKeys> trusted) {

    /** A statement and where it is stored. */
    record Link(StatementRef ref, HoldStatement statement) {}

    /** @throws UnreadableHoldsException when one is missing, altered or out of its order */
    Collection<Link> oldestFirst(StatementRef newest) {
        Deque<Link> statements = new ArrayDeque<>();
        Optional<StatementRef> next = Optional.of(newest);
        while (next.isPresent()) {
            HoldStatement statement = read(next.get());
            if (!statements.isEmpty()
                    && statement.epoch() + 1
                            != statements.getFirst().statement().epoch()) {
                throw unreadable(next.get(), "is out of its order");
            }
            statements.addFirst(new Link(next.get(), statement));
            next = statement.previousHold();
        }
        if (statements.getFirst().statement().epoch() != 1) {
            throw new UnreadableHoldsException(table.name(), "their first statement is not there");
        }
        return statements;
    }

    private HoldStatement read(StatementRef ref) {
        byte[] bytes = bytes(ref);
        if (!Sha256.hex(bytes).equals(ref.sha256())) {
            throw unreadable(ref, "is not what it was");
        }
        try {
            Envelope envelope = Envelope.parse(bytes);
            if (trusted.isPresent() && envelope.check(trusted.get()) != SignatureCheck.TRUSTED) {
                throw unreadable(ref, "is not signed by a trusted key");
            }
            Statement statement = envelope.statement();
            if (!statement.tableUuid().equals(table.uuid().toString()) || statement.sequence() != ref.sequence()) {
                throw unreadable(ref, "belongs elsewhere");
            }
            if (statement instanceof HoldStatement hold) {
                return hold;
            }
            throw unreadable(ref, "is not about a hold");
        } catch (MalformedEvidenceException e) {
            throw unreadable(ref, "is malformed");
        }
    }

    @SuppressWarnings("UnusedException") // messages of stores may hold addresses with passwords
    private byte[] bytes(StatementRef ref) {
        try {
            return StatementStore.of(table).read(ref);
        } catch (IOException | NotFoundException e) {
            throw unreadable(ref, "cannot be read");
        }
    }

    private UnreadableHoldsException unreadable(StatementRef ref, String detail) {
        return new UnreadableHoldsException(table.name(), "statement " + ref.sequence() + " about them " + detail);
    }
}

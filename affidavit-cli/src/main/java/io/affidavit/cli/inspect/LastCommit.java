/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.Table;

/**
 * The newest statement of a table, as it presents itself.
 *
 * @param ref where it is and its hash
 * @param keyIds keys that claim to have signed it
 * @param statement what it says
 */
record LastCommit(StatementRef ref, String keyIds, Statement statement) {

    static LastCommit read(Table table, StatementRef ref) {
        try {
            Envelope envelope = Envelope.parse(StatementStore.of(table).read(ref));
            return new LastCommit(ref, envelope.keyIds(), envelope.statement());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

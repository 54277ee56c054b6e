/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.evidence.statement.KeyStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.core.key.VerificationKey;
import org.apache.iceberg.Table;

/**
 * Says in a table's chain that a key may sign from here on, or may not any more. Made once for each key and action, however
 * often it is tried.
 *
 * @param action which of the two
 * @param key the key
 * @param reason why, for people
 */
public record KeyChange(KeyStatement.Action action, VerificationKey key, String reason) implements TableChange {

    @Override
    public String id() {
        return "key-" + action.text() + "-" + key.id();
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        return new KeyStatement(head, action, key, reason);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.HoldStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import java.util.List;
import org.apache.iceberg.Table;

/** Begins a hold epoch without a hold. */
record ReleaseHold(String holdId, String reason) implements TableChange {

    @Override
    public String id() {
        return "hold-release-" + holdId;
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        HoldRegistry registry = HoldRegistry.of(table);
        Hold hold = registry.find(holdId)
                .filter(HoldEntry::isOpen)
                .map(HoldEntry::hold)
                .orElseThrow(() -> new ChangeRefusedException(
                        "Cannot release hold " + holdId + ": the table has no open hold of this id."));
        List<Hold> open = registry.open().stream()
                .filter(other -> !other.id().equals(holdId))
                .toList();
        return new HoldStatement(
                head,
                HoldStatement.Action.RELEASE,
                hold.id(),
                hold.matter(),
                reason,
                hold.predicate().text(),
                hold.predicate().json(),
                registry.epoch() + 1,
                HoldRegistry.digest(open),
                registry.newest());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.PartitionText;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.write.WrittenFile;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs what a commit claims and stores it beside the table, before the commit that refers to it. */
public final class Attestor {

    private static final Logger LOG = LoggerFactory.getLogger(Attestor.class);

    private final SigningKey key;
    private final String connector;
    private final int task;
    private final String lineage;
    private final Clock clock;

    public Attestor(SigningKey key, String connector, int task, String lineage, Clock clock) {
        this.key = key;
        this.connector = connector;
        this.task = task;
        this.lineage = lineage;
        this.clock = clock;
    }

    StatementRef attest(Table table, CommitRequest request) {
        CommitStatement statement = new CommitStatement(
                table.uuid().toString(),
                connector,
                task,
                lineage,
                head(table),
                clock.instant(),
                request.commitId(),
                table.schema().schemaId(),
                request.ranges(),
                request.files().stream().map(file -> attested(table, file)).toList());
        return StatementStore.of(table).write(statement, key);
    }

    /** Removes the statement of a commit that was refused. Never throws: what stays is referred to by nothing. */
    static void withdraw(Table table, StatementRef statement) {
        try {
            StatementStore.of(table).delete(statement);
        } catch (RuntimeException e) {
            LOG.debug(
                    "Cannot delete unused statement {}: {}",
                    statement.path(),
                    e.getClass().getName());
        }
    }

    /** The newest statement of the table's history; empty before the first. */
    public static Optional<StatementRef> head(Table table) {
        for (Snapshot snapshot : Watermarks.ancestry(table)) {
            Optional<StatementRef> head = StatementRef.from(snapshot.summary());
            if (head.isPresent()) {
                return head;
            }
        }
        return StatementRef.from(table.properties());
    }

    private static AttestedFile attested(Table table, WrittenFile written) {
        PartitionSpec spec = table.specs().get(written.file().specId());
        return new AttestedFile(
                written.file().location(),
                written.digest().length(),
                written.digest().sha256(),
                written.file().recordCount(),
                written.root(),
                PartitionText.of(spec, written.file().partition()));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A table that was taken away fails the task: nothing goes on as if nothing had happened. */
class LostTableIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    @Timeout(20)
    void droppedTableFailsTheTaskAndMovesNoOffset() {
        ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.commit.timeout", "10m"));
        archive.put(records(0, 5));
        archive.commit();
        archive.put(records(5, 10));

        // When the table is dropped
        archive.catalog().dropTable(TableIdentifier.of("evidence", "events"), false);

        // Then the task fails, offsets stay where they were, and it ends at once
        assertThatThrownBy(archive::commit).isInstanceOf(ConnectException.class).hasMessageContaining("dropped");
        assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 5L));
        archive.close();
    }

    @Test
    void replacedTableFailsTheTaskAndMovesNoOffset() {
        ArchiveHarness archive = ArchiveHarness.start(directory);
        archive.put(records(0, 5));
        archive.commit();
        archive.put(records(5, 10));

        // When the table is dropped and another of the same name created
        TableIdentifier id = TableIdentifier.of("evidence", "events");
        Table before = archive.table();
        archive.catalog().dropTable(id, false);
        archive.catalog()
                .buildTable(id, before.schema())
                .withPartitionSpec(before.spec())
                .create();

        // Then the task fails from preCommit's side as well: at the next put
        archive.clock.advanceMillis(2_000);
        assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 5L));
        assertThatThrownBy(() -> archive.task.put(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("replaced");
        assertThat(archive.rows()).isEmpty();
        archive.close();
    }
}

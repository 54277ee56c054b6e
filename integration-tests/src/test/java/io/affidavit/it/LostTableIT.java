/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.time.Duration;
import java.util.Map;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables that vanish, or are replaced, under the task that archives into them. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class LostTableIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void droppedTableFailsTheTaskAndMovesNoOffset(TestStack stack) {
        try (ArchivedTopic topic = archived(stack, "dropped")) {
            // When
            Catalog catalog = topic.archive().catalog();
            TableIdentifier name = topic.archive().name();
            String metadata = metadata(catalog.loadTable(name));
            catalog.dropTable(name, false);
            String trace = traceOfFailure(topic);

            // Then
            assertThat(trace).contains("dropped", "No offset was moved");
            catalog.registerTable(name, metadata);
            stack.rest().restart(topic.sink());
            Completeness.assertEveryRecordOnce(topic);
        }
    }

    @Test
    void recreatedTableFailsTheTaskAndMovesNoOffset(TestStack stack) {
        try (ArchivedTopic topic = archived(stack, "replaced")) {
            // When
            Catalog catalog = topic.archive().catalog();
            TableIdentifier name = topic.archive().name();
            Table before = catalog.loadTable(name);
            String metadata = metadata(before);
            catalog.dropTable(name, false);
            catalog.buildTable(name, before.schema())
                    .withPartitionSpec(before.spec())
                    .withLocation(before.location() + "-anew")
                    .create();
            String trace = traceOfFailure(topic);

            // Then
            assertThat(trace).contains("replaced", "No offset was moved");
            assertThat(catalog.loadTable(name).currentSnapshot()).isNull();
            catalog.dropTable(name, false);
            catalog.registerTable(name, metadata);
            stack.rest().restart(topic.sink());
            Completeness.assertEveryRecordOnce(topic);
        }
    }

    private static ArchivedTopic archived(TestStack stack, String name) {
        ArchivedTopic topic = new ArchivedTopic(stack, name, 1).start(1);
        topic.send(20);
        topic.awaitArchived();
        return topic;
    }

    /** Sends records, waits until the task has failed, and makes sure that they count as not archived. */
    private static String traceOfFailure(ArchivedTopic topic) {
        topic.send(20);
        String trace = topic.workers().awaitFailed(topic.sink(), LIMIT).firstTrace();
        assertThat(topic.committed().getOrDefault(0, 0L)).isLessThanOrEqualTo(20L);
        assertThat(topic.ends()).isEqualTo(Map.of(0, 40L));
        return trace;
    }

    private static String metadata(Table table) {
        return ((HasTableOperations) table).operations().current().metadataFileLocation();
    }
}

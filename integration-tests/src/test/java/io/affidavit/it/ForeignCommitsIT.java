/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.Load;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another engine that commits to the table all the time, while two tasks archive disjoint partitions. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class ForeignCommitsIT {
    private static final int COMMITS = Boolean.getBoolean("affidavit.long") ? 500 : 25;

    @Test
    void neitherRefuseOursNorLoseOurOffsets(TestStack stack) {
        try (ArchivedTopic topic = new ArchivedTopic(stack, "foreign", 2)) {
            // Given
            topic.start(2);
            topic.send(10);
            topic.awaitArchived();

            // When
            int accepted = 0;
            try (Load load = topic.load(300)) {
                Table table =
                        topic.archive().catalog().loadTable(topic.archive().name());
                for (int number = 0; number < COMMITS; number++) {
                    accepted += committed(table, number) ? 1 : 0;
                }
                topic.awaitArchived();
            }

            // Then
            assertThat(accepted).as("commits of the other engine").isPositive();
            Completeness.assertEveryRecordOnce(topic);
            assertThat(stack.rest().status(topic.sink()).runs(2)).isTrue();
        }
    }

    /** An empty append or a new property, by turns: neither carries our offsets on. */
    private static boolean committed(Table table, int number) {
        table.refresh();
        try {
            if (number % 2 == 0) {
                table.newAppend().set("foreign", Integer.toString(number)).commit();
            } else {
                table.updateProperties()
                        .set("foreign", Integer.toString(number))
                        .commit();
            }
            return true;
        } catch (CommitFailedException lostTheRace) {
            return false;
        }
    }
}

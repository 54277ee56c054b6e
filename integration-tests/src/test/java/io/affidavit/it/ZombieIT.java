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
import io.affidavit.it.support.WorkerPair;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that wake up after the others took them for dead. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class ZombieIT {
    private static final int ROUNDS = Boolean.getBoolean("affidavit.long") ? 10 : 1;
    private static final int PER_SECOND = 400;

    @Test
    void commitsNothingOfPartitionsThatAnotherTookOver(TestStack stack, WorkerPair pair) {
        try (ArchivedTopic topic = new ArchivedTopic(stack, pair.rest(0), "zombie", 2)) {
            // Given
            topic.start(2);
            try (Load load = topic.load(PER_SECOND)) {
                topic.awaitArchived();
                for (int round = 0; round < ROUNDS; round++) {
                    // When a worker freezes with records in its hands, and the other archives them
                    int zombie = round % 2;
                    pair.worker(zombie).suspend();
                    topic.awaitArchived();
                    pair.worker(zombie).resume();

                    // Then both go on
                    topic.awaitArchived();
                    pair.rest(zombie).awaitTasks(topic.sink(), 2, Duration.ofMinutes(1));
                }
                assertThat(load.sent()).isPositive();
            }
            Completeness.assertEveryRecordOnce(topic);
        }
    }
}

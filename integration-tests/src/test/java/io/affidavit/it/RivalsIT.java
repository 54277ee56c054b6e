/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.Load;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.it.support.WorkerPair;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two Connect clusters that run the same connector and both believe they own every partition. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class RivalsIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int ROUNDS = Boolean.getBoolean("affidavit.long") ? 40 : 4;

    @Test
    void archiveEveryRecordOnceBetweenThem(TestStack stack, WorkerPair pair) {
        try (ArchivedTopic topic = new ArchivedTopic(stack, "rivals", 2)) {
            // Given
            topic.start(1);
            Map<String, String> rival = topic.config();
            rival.put("consumer.override.group.id", "rivals-of-another-cluster");
            pair.rest(0).put(topic.sink(), rival);
            pair.rest(0).awaitRunning(topic.sink(), 1, LIMIT);

            // When
            try (Load load = topic.load(500)) {
                for (int round = 0; round < ROUNDS; round++) {
                    topic.awaitArchived();
                }
            }

            // Then
            Completeness.assertEveryRecordOnce(topic);
            stack.rest().awaitRunning(topic.sink(), 1, LIMIT);
            pair.rest(0).awaitRunning(topic.sink(), 1, LIMIT);
        } finally {
            pair.rest(0).delete("rivals-sink");
        }
    }
}

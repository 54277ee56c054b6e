/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics that are deleted and created again: their offsets begin anew and mean other records. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class RecreatedTopicIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int BEFORE = 30;

    @ParameterizedTest
    @CsvSource({"longer, 50", "shorter, 10"})
    void failsTheTaskUntilItIsGivenAnotherLineage(String length, int records, TestStack stack) {
        try (ArchivedTopic topic = new ArchivedTopic(stack, length, 1)) {
            // Given
            topic.start(1);
            topic.send(BEFORE);
            topic.awaitArchived();

            // When
            stack.rest().stop(topic.sink());
            stack.topics().delete(topic.name());
            stack.topics().create(topic.name(), 1);
            topic.send(records);
            stack.rest().resume(topic.sink());
            String trace = stack.rest().awaitFailed(topic.sink(), LIMIT).firstTrace();

            // Then
            assertThat(trace).contains("archive.lineage");
            assertThat(topic.archive().rows()).isEqualTo(BEFORE);

            // and the way out that it names archives the new topic beside the old one, both whole
            topic.with("archive.lineage", "second").start(1);
            topic.awaitRows(BEFORE + records);
            List<String> counted = topic.archive()
                    .query("SELECT count(*), count(DISTINCT event_id) FROM TABLE")
                    .get(0);
            String all = Integer.toString(BEFORE + records);
            assertThat(counted).containsExactly(all, all);
            assertThat(topic.archive().findings(topic.names().trustedKeys())).isEmpty();
        }
    }
}

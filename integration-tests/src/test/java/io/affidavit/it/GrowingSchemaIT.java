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
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two tasks whose records bring new fields to one table at the same time. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class GrowingSchemaIT {
    private static final int FIELDS = Boolean.getBoolean("affidavit.long") ? 100 : 12;

    @Test
    void keepsEveryFieldOfBothTasks(TestStack stack) {
        try (ArchivedTopic topic = new ArchivedTopic(stack, "growing", 2)
                .with("archive.schema", "record")
                .with("archive.event.time.field", "at")
                .with("archive.commit.interval.ms", "200")) {
            // Given
            topic.send(0, List.of(record("left", 0)));
            topic.send(1, List.of(record("right", 0)));
            topic.start(2);

            // When
            for (int field = 1; field < FIELDS; field++) {
                topic.send(0, List.of(record("left", field)));
                topic.send(1, List.of(record("right", field)));
            }

            // Then
            Completeness.assertEveryRecordOnce(topic);
            assertThat(stack.rest().status(topic.sink()).runs(2)).isTrue();
            for (String side : List.of("left", "right")) {
                List<Long> wanted = IntStream.range(0, FIELDS)
                        .mapToObj(number -> (long) FIELDS - number)
                        .toList();
                List<Long> counted = IntStream.range(0, FIELDS)
                        .mapToObj(number -> topic.archive()
                                .number("SELECT count(nested." + side + number + ") FROM TABLE WHERE " + side + number
                                        + " IS NOT NULL"))
                        .toList();
                assertThat(counted).as("values of %s by field", side).isEqualTo(wanted);
            }
        }
    }

    /** A record with the fields 0 to {@code newest} of its side, at the top and nested. */
    private static String record(String side, int newest) {
        String fields = IntStream.rangeClosed(0, newest)
                .mapToObj(number -> String.format(Locale.ROOT, "\"%s%d\":%d", side, number, number))
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        return "{\"at\":1760000000000," + fields + ",\"nested\":{" + fields + "}}";
    }
}

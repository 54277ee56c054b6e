/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.SmallDisk;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A disk that fills up under catalog and warehouse, and is enlarged. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class FullDiskIT {
    private static final int SMALL_MEGABYTES = 3;
    private static final int LARGE_MEGABYTES = 64;
    private static final int RECORDS = 24;
    private static final int RECORD_BYTES = 256 << 10;
    private static final Duration FULL = Duration.ofSeconds(Boolean.getBoolean("affidavit.long") ? 60 : 4);

    @Test
    void fullDiskOnlyDelaysTheArchive(TestStack stack) {
        assumeThat(SmallDisk.possible())
                .as("a small tmpfs, which only root may mount, to fill up")
                .isTrue();
        try (SmallDisk disk = SmallDisk.mount(stack.directory().resolve("archive-fulldisk"), SMALL_MEGABYTES);
                ArchivedTopic topic = new ArchivedTopic(stack, "fulldisk", 1).with("archive.commit.timeout", "1s")) {
            // Given
            topic.start(1);
            topic.send(10);
            topic.awaitArchived();

            // When
            topic.send(0, incompressible());
            topic.assertRunsThroughout(1, FULL);
            Map<Integer, Long> next = topic.archive().next(topic.name());
            Map<Integer, Long> committed = topic.committed();
            disk.resize(LARGE_MEGABYTES);

            // Then
            assertThat(next.get(0)).as("archived on the full disk").isLessThan(10L + RECORDS);
            assertThat(committed.getOrDefault(0, 0L)).isLessThanOrEqualTo(next.get(0));
            Completeness.assertEveryRecordOnce(topic);
            assertThat(stack.rest().status(topic.sink()).runs(1)).isTrue();
        }
    }

    private static List<String> incompressible() {
        SplittableRandom random = new SplittableRandom(5);
        return IntStream.range(100, 100 + RECORDS)
                .mapToObj(number -> Events.withContent(number, noise(random)))
                .toList();
    }

    private static String noise(SplittableRandom random) {
        return random.ints(RECORD_BYTES, 'A', 'z' + 1)
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

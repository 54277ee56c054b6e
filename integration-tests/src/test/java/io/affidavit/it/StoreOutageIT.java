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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store that takes nothing for a while. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class StoreOutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(Boolean.getBoolean("affidavit.long") ? 60 : 4);

    @Test
    void unwritableWarehouseOnlyDelaysTheArchive(TestStack stack) throws IOException {
        try (ArchivedTopic topic = new ArchivedTopic(stack, "unwritable", 2).with("archive.commit.timeout", "1s")) {
            // Given
            topic.start(2);
            try (Load load = topic.load(200)) {
                topic.awaitArchived();

                // When
                Path warehouse = topic.names().archiveDirectory().resolve("warehouse");
                Path aside = warehouse.resolveSibling("aside");
                Files.move(warehouse, aside);
                Files.createFile(warehouse);
                Map<Integer, Long> there = topic.ends();
                topic.assertRunsThroughout(2, OUTAGE);
                Map<Integer, Long> committed = topic.committed();
                Files.delete(warehouse);
                Files.move(aside, warehouse);

                // Then
                committed.forEach((partition, offset) -> assertThat(offset).isLessThanOrEqualTo(there.get(partition)));
                topic.awaitArchived();
                assertThat(load.sent()).isGreaterThan(OUTAGE.toSeconds() * 100);
            }
            Completeness.assertEveryRecordOnce(topic);
            assertThat(stack.rest().status(topic.sink()).runs(2)).isTrue();
        }
    }
}

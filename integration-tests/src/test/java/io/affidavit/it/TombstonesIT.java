/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class TombstonesIT {

    @Test
    void tombstonesPassTheChainAndLeaveNoRow(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "tombstones")) {
            // Given
            stack.topics().create(pipeline.topic(), 1);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                byte[] key = ("k" + i).getBytes(UTF_8);
                byte[] value = i % 2 == 0 ? null : Events.minimal(i).getBytes(UTF_8);
                records.add(new ProducerRecord<>(pipeline.topic(), key, value));
            }
            stack.topics().send(records);

            // When
            Map<String, String> sink = pipeline.sinkConfig();
            sink.put("errors.tolerance", "none");
            sink.put("transforms", "version,mask");
            sink.put("transforms.version.type", "io.affidavit.smt.EnforceSchemaVersion");
            sink.put("transforms.version.accept", ">=1.0 <2");
            sink.put("transforms.mask.type", "io.affidavit.smt.MaskFields");
            pipeline.startSink(sink);
            pipeline.awaitArchived(10, Duration.ofMinutes(2));

            // Then
            assertThat(pipeline.archive().query("SELECT event_id FROM TABLE ORDER BY _kafka.\"offset\"").stream()
                            .map(row -> row.get(0)))
                    .containsExactlyElementsOf(List.of(1, 3, 5, 7, 9, 11, 13, 15, 17, 19).stream()
                            .map(Events::id)
                            .toList());
            assertThat(stack.rest().status(pipeline.sink()).runs(1)).isTrue();
        }
    }
}

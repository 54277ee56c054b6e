/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.tags.GovHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What the archive does where texts that were taken out of records cannot be had. */
class LostContentIT extends LargeContentFixture {

    @Test
    void stopsAtContentThatIsLostAndGoesOnWhenItIsBack() throws IOException {
        SinkRecord offloaded = offload(large(0, 2 << 20));
        Path object = content().get(0);
        byte[] bytes = Files.readAllBytes(object);

        Files.delete(object);
        assertThatThrownBy(() -> archiveOf(offloaded, Map.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("governed-0@0")
                .hasMessageContaining("is missing")
                .hasMessageContaining("archive.content.lost=quarantine");
        Files.writeString(object, "something else");
        assertThatThrownBy(() -> archiveOf(offloaded, Map.of())).hasMessageContaining("is altered");

        Files.write(object, bytes);
        archiveOf(offloaded, Map.of());
    }

    @Test
    void quarantinesWhatIsLostWhereThatIsWanted() throws IOException {
        SinkRecord missing = offload(large(0, 2 << 20));
        Files.delete(content().get(0));
        SinkRecord altered = offload(large(1, 2 << 20));
        byte[] bytes = Files.readAllBytes(content().get(0));
        bytes[bytes.length / 2] ^= 1;
        Files.write(content().get(0), bytes);
        SinkRecord whole = offload(large(2, 2 << 20));
        SinkRecord elsewhere = with(whole, 3, Events.struct(3));
        SinkRecord unreadable = Events.record(
                0, 4, Events.struct(4), new ConnectHeaders().addString(GovHeaders.CONTENT, "[" + CANARY + "]"));

        try (ArchiveHarness archive =
                start(Map.of("archive.content.lost", "quarantine", "archive.quarantine.payload", "full"))) {
            archive.put(missing, altered, whole, elsewhere, unreadable);
            archive.commit();

            assertThat(archive.offsets()).containsExactly(2L);
            assertThat(ArchiveHarness.rows(archive.quarantine()).stream().map(row -> row.getField("rule")))
                    .containsExactlyInAnyOrder(
                            "archive.content.missing",
                            "archive.content.altered",
                            "archive.content.invalid_reference",
                            "archive.content.invalid_reference");
            assertThat(ArchiveHarness.rows(archive.quarantine()).stream()
                            .filter(row -> "archive.content.missing".equals(row.getField("rule"))))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.getField("path")).isEqualTo("/content/input_messages_json");
                        assertThat(row.getField("payload_json").toString()).contains("content_ref");
                    });
        }
    }

    @Test
    void stopsWhereItWasNotToldWhereContentIs() {
        SinkRecord offloaded = offload(large(0, 2 << 20));

        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            assertThatThrownBy(() -> archive.put(offloaded))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("archive.content.location is not set");
        }
    }

    @Test
    void readsAgainWhenTheStoreIsBack() throws IOException {
        SinkRecord offloaded = offload(large(0, 2 << 20));
        Path object = content().get(0);
        Path aside = directory.resolve("aside");

        try (ArchiveHarness archive = start(Map.of())) {
            // Given a store that fails: a directory cannot be read
            Files.move(object, aside);
            Files.createDirectory(object);
            archive.put(offloaded);
            archive.commit();
            assertThat(archive.rows()).isEmpty();
            assertThat(ArchiveHarness.rows(archive.quarantine())).isEmpty();

            // When it is back
            Files.delete(object);
            Files.move(aside, object);
            archive.put(offloaded);
            archive.commit();

            // Then
            assertThat(prompt(archive, 0)).isEqualTo(text(0, 2 << 20));
        }
    }
}

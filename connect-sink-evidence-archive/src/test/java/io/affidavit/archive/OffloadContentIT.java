/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.content.Offloaded;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What the transform takes out of records, and what it leaves. */
class OffloadContentIT extends LargeContentFixture {

    @Test
    void leavesSmallRecordsAndControlRecordsAlone() {
        SinkRecord small = Events.record(0);
        SinkRecord control = Events.record(
                0, 1, "x".repeat(LIMIT + 1), new ConnectHeaders().addString(GovHeaders.CONTROL, "statement"));

        assertThat(offload(small)).isSameAs(small);
        assertThat(offload(control)).isSameAs(control);
        assertThat(content()).isEmpty();
    }

    @Test
    void takesTheWholeValueWhereItIsOneText() {
        Map<String, Object> event = Events.map(0);
        event.put("content", Map.of("input_messages_json", text(0, 2 << 20)));
        SinkRecord offloaded = offload(Events.record(0, 0, JsonText.write(event)));
        assertThat(offloaded.value().toString()).hasSizeLessThan(300);

        try (ArchiveHarness archive = start(Map.of())) {
            // As text, as bytes, and as another converter reads the same bytes
            archive.put(
                    offloaded,
                    with(offloaded, 1, offloaded.value().toString().getBytes(ISO_8859_1)),
                    with(offloaded, 2, JsonText.parse(offloaded.value().toString())));
            archive.commit();

            assertThat(archive.offsets()).containsExactly(0L, 1L, 2L);
            assertThat(archive.rows()).allSatisfy(row -> assertThat(prompt(row)).isEqualTo(text(0, 2 << 20)));
        }
    }

    @Test
    void whatIsOffloadedAgainKeepsItsFirstReferences() {
        SinkRecord twice;
        try (OffloadContent<SinkRecord> smaller = transform(Clock.systemUTC(), 20_000)) {
            twice = smaller.apply(offload(large(0, 2 << 20, 100_000)));
        }
        assertThat(Offloaded.read(GovHeaders.text(twice.headers(), GovHeaders.CONTENT)))
                .hasSize(2);

        try (ArchiveHarness archive = start(Map.of())) {
            archive.put(twice);
            archive.commit();

            assertThat(prompt(archive, 0)).isEqualTo(text(0, 2 << 20));
        }
    }

    @Test
    void refusesARecordThatIsTooLargeWithoutItsTextsWithoutShowingIt() {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            many.put(CANARY + i, "x".repeat(1_000));
        }

        assertThatThrownBy(() -> offload(Events.record(0, 0, many)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("content.record.max.bytes")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void saysWhereItCannotStoreAndSendsNothing() throws IOException {
        Files.writeString(directory.resolve("content"), "no directory");

        assertThatThrownBy(() -> offload(large(0, 2 << 20)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining(directory.resolve("content").toString())
                .hasMessageNotContaining(CANARY);
    }
}

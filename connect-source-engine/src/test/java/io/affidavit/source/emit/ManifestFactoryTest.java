/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.testing.Golden;
import io.affidavit.source.engine.SweepFinding;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.sums.Sums;
import io.affidavit.source.sums.WindowRows;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class ManifestFactoryTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final ManifestFactory factory = new ManifestFactory(
            new Origin("litellm", "prod", "LiteLLM_SpendLogs", "k1"),
            "manifests",
            new WindowGrid(64, 3_600_000_000L),
            new Hours(),
            "litellm@1",
            InstantSource.fixed(NOW));

    @Test
    void saysWhatAWindowHeldWhenItWasClosed() {
        SourceRecord record = factory.closed(Map.of("lane", 1L), Map.of("v", 2L), 490_000, new Sums(12, -1, 255));
        assertThat(record.topic()).isEqualTo("manifests");
        assertThat(record.key()).isEqualTo("litellm/prod/LiteLLM_SpendLogs/490000");
        assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(GovHeaders.text(record.headers(), GovHeaders.CONTROL)).isEqualTo("window-manifest");
        assertIsGolden("closed.json", record);
    }

    @Test
    void saysWhatASweepFound() {
        WindowRows before = WindowRows.NONE.with(new long[] {7, 8}, 2);
        SweepFinding finding = new SweepFinding(490_000, before, before.with(new long[] {9}, 1), 2, 1, true);
        assertIsGolden("swept.json", factory.swept(Map.of("lane", 1L), Map.of("v", 2L), finding));
    }

    private static void assertIsGolden(String name, SourceRecord record) {
        Struct value = (Struct) record.value();
        ConnectSchema.validateValue(record.valueSchema(), value);
        String json = CanonicalJson.of(value).replace(AffidavitVersion.current(), "VERSION");
        Golden.assertMatches(Path.of("src/test/resources/golden/manifest/" + name), json + "\n");
    }

    private static final class Hours implements PositionText {

        @Override
        public String format(long position) {
            return Instant.ofEpochSecond(position / 1_000_000).toString();
        }

        @Override
        public long parse(String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String expectation() {
            return "a time";
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.testing.Golden;
import io.affidavit.smt.reveal.AuditException;
import io.affidavit.smt.seal.FixedKeysets;
import io.affidavit.smt.seal.KeysetKind;
import io.affidavit.smt.seal.Keysets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Reveal} opens, what it leaves, and how it accounts for it. */
class RevealTest {

    static final Map<String, String> CONFIG = Map.of(
            "reveal.token.keyset", FixedKeysets.SIV,
            "reveal.encrypt.keyset", FixedKeysets.GCM,
            "reveal.purpose", "fraud case review",
            "reveal.ticket", "SEC-1042",
            "reveal.audit.bootstrap.servers", "localhost:9092");

    private static final String ADA = "t1.1a2b3c4d.pii.email.A12TeJFC_vP2fWevLJU3BbDfdRSn_NG-BDDrkHuVLA~";

    private final KeptAudits audits = new KeptAudits();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    @Test
    void opensWhereverTheTextStands() {
        Reveal<SinkRecord> reveal = reveal(Map.of("reveal.keys", "true", "reveal.headers", "true"));
        SinkRecord record = new SinkRecord(
                "t",
                0,
                null,
                ADA,
                null,
                Map.of("tenant_id", "acme", "b", ("<" + ADA + ">").getBytes(StandardCharsets.UTF_8)),
                1);
        record.headers().addString("who", ADA).addString("gov.who", ADA);

        SinkRecord result = reveal.apply(record);

        assertThat(result.key()).isEqualTo("ada@example.org");
        assertThat((byte[]) ((Map<?, ?>) result.value()).get("b")).asString().isEqualTo("<ada@example.org>");
        assertThat(result.headers().lastWithName("who").value()).isEqualTo("ada@example.org");
        assertThat(result.headers().lastWithName("gov.who").value()).isEqualTo(ADA);
    }

    @Test
    void leavesKeysAndHeadersUnlessAsked() {
        SinkRecord record = new SinkRecord("t", 0, null, ADA, null, Map.of("tenant_id", "acme", "a", ADA), 1);
        record.headers().addString("who", ADA);

        SinkRecord result = reveal(Map.of()).apply(record);

        assertThat(result.key()).isEqualTo(ADA);
        assertThat(result.headers().lastWithName("who").value()).isEqualTo(ADA);
        assertThat(result.value()).isEqualTo(Map.of("tenant_id", "acme", "a", "ada@example.org"));
    }

    @Test
    void escapesWhatItPutsIntoJson() {
        // Given
        String clear = "{\"password\":\"a\\\"b\\\\c\\nd\",\"inner\":\"{\\\"password\\\":\\\"x\\\\\\\"y\\\"}\"}";
        Object sealed = Masking.apply(
                        Map.of("mask.default.action", "token", "mask.token.keyset", FixedKeysets.SIV),
                        null,
                        Map.of("tenant_id", "acme", "j", clear))
                .value();
        assertThat(sealed.toString()).doesNotContain("a\\\"b");

        // When
        SinkRecord result = reveal(Map.of()).apply(record(sealed, 1));

        // Then
        assertThat(((Map<?, ?>) result.value()).get("j")).isEqualTo(clear);
    }

    @Test
    void leavesOtherTenantsOtherLabelsAndOtherKeys() {
        Map<String, Object> other = Map.of("tenant_id", "other", "a", ADA);
        Map<String, Object> acme = Map.of("tenant_id", "acme", "a", ADA);
        String stranger = Keysets.generate(KeysetKind.SIV);

        assertThat(reveal(Map.of()).apply(record(other, 1)).value()).isEqualTo(other);
        assertThat(reveal(Map.of("reveal.labels", "pii.phone,secret"))
                        .apply(record(acme, 1))
                        .value())
                .isEqualTo(acme);
        assertThat(reveal(Map.of("reveal.token.keyset", stranger))
                        .apply(record(acme, 1))
                        .value())
                .isEqualTo(acme);
        assertThat(reveal(Map.of("reveal.labels", "pii")).apply(record(acme, 1)).value())
                .isNotEqualTo(acme);
    }

    @Test
    void opensWithTheOldKeyAfterRotation() {
        Map<String, String> rotated = Map.of("reveal.token.keyset", Keysets.rotate(FixedKeysets.SIV, KeysetKind.SIV));

        Object value = reveal(rotated)
                .apply(record(Map.of("tenant_id", "acme", "a", ADA), 1))
                .value();

        assertThat(value).isEqualTo(Map.of("tenant_id", "acme", "a", "ada@example.org"));
    }

    @Test
    void writesTheAuditRecordsThatAreOnRecord() {
        // Given
        Reveal<SinkRecord> reveal = reveal(Map.of("reveal.audit.records", "3", "reveal.labels", "pii,field"));
        String stranger = ADA.replace("1a2b3c4d", "00000001");
        String forged = "t1.1a2b3c4d.pii.secret_words_of_content.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA~";

        // When
        for (int offset = 70; offset < 75; offset++) {
            reveal.apply(record(Map.of("tenant_id", "acme", "a", ADA + ADA, "b", stranger, "c", forged), offset));
            reveal.apply(record(Map.of("tenant_id", "acme", "a", "clear"), offset + 100));
            now.updateAndGet(time -> time.plusSeconds(1));
        }
        reveal.close();

        // Then
        assertThat(audits.closed).isTrue();
        String log = String.join("\n", audits.records) + "\n";
        assertThat(log).doesNotContain("ada@", "secret_words", "A12TeJFC");
        Golden.assertMatches(Path.of("src/test/resources/golden/reveal/audit.jsonl"), log);
    }

    @Test
    void endsABatchThatIsOld() {
        Reveal<SinkRecord> reveal = reveal(Map.of("reveal.audit.interval", "10s"));
        reveal.apply(record(Map.of("tenant_id", "acme", "a", ADA), 1));
        now.updateAndGet(time -> time.plusSeconds(11));

        reveal.apply(record(Map.of("tenant_id", "acme", "a", ADA), 2));

        assertThat(audits.records).hasSize(3);
        assertThat(audits.records.get(1)).contains("\"state\":\"done\"", "\"records\":1");
    }

    @Test
    void revealsNothingThatIsNotOnRecord() {
        // Given
        Reveal<SinkRecord> reveal = reveal(Map.of("reveal.audit.records", "1", "on.reject", "drop"));
        SinkRecord record = record(Map.of("tenant_id", "acme", "a", ADA), 1);
        audits.broken = true;

        // When, Then: neither at the beginning of a batch
        assertThatThrownBy(() -> reveal.apply(record)).isInstanceOf(AuditException.class);
        audits.broken = false;
        assertThat(reveal.apply(record).value()).isEqualTo(Map.of("tenant_id", "acme", "a", "ada@example.org"));

        // nor at its end
        audits.broken = true;
        assertThatThrownBy(() -> reveal.apply(record))
                .isInstanceOf(AuditException.class)
                .hasNoCause();
        audits.broken = false;
        reveal.apply(record);
        assertThat(audits.records).hasSize(3);
    }

    @Test
    void writesNothingForRecordsWithoutSealedText() {
        Map<String, Object> clear = Map.of("tenant_id", "acme", "a", "t1.x e1. t1.1a2b3c4d.pii.email.A12~x");
        SinkRecord record = record(clear, 1);
        audits.broken = true;

        assertThat(reveal(Map.of("reveal.labels", "secret")).apply(record)).isSameAs(record);
    }

    @Test
    void staysLinearOnTextMadeOfBeginnings() {
        String text = "t1.00000000.a.".repeat(70_000) + "~" + "t1.".repeat(30_000);
        Reveal<SinkRecord> reveal = reveal(Map.of());

        long begun = System.nanoTime();
        reveal.apply(record(Map.of("a", text), 1));

        assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(5_000);
    }

    static Stream<Arguments> badConfigs() {
        return Stream.of(
                Arguments.of("reveal.purpose", null),
                Arguments.of("reveal.ticket", null),
                Arguments.of("reveal.audit.bootstrap.servers", null),
                Arguments.of("reveal.purpose", " "),
                Arguments.of("reveal.ticket", "a\nb"),
                Arguments.of("reveal.labels", "PII"),
                Arguments.of("reveal.token.keyset", "{}"),
                Arguments.of("reveal.encrypt.keyset", FixedKeysets.SIV),
                Arguments.of("reveal.token.keyset.file", "/nowhere/keyset.json"),
                Arguments.of("reveal.tenant.field", "a.*"),
                Arguments.of("reveal.audit.records", "0"),
                Arguments.of("reveal.audit.timeout", "soon"));
    }

    @ParameterizedTest
    @MethodSource("badConfigs")
    void refusesBadConfigNamingTheKey(String key, String value) {
        Map<String, String> config = new HashMap<>(CONFIG);
        if (key.endsWith(".file")) {
            config.remove("reveal.token.keyset");
        }
        config.put(key, value);
        config.values().removeIf(each -> each == null);

        assertThatThrownBy(() -> new Reveal<SinkRecord>().configure(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    void refusesToStartWithoutAKeyset() {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.keySet().removeAll(List.of("reveal.token.keyset", "reveal.encrypt.keyset"));

        assertThatThrownBy(() -> new Reveal<SinkRecord>().configure(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("reveal.token.keyset");
    }

    private Reveal<SinkRecord> reveal(Map<String, String> more) {
        int[] batches = {0};
        Reveal<SinkRecord> reveal =
                new Reveal<>(config -> audits, now::get, () -> new UUID(0x4000L, 0x8000000000000000L + ++batches[0]));
        Map<String, String> config = new HashMap<>(CONFIG);
        config.putAll(more);
        reveal.configure(config);
        return reveal;
    }

    private static SinkRecord record(Object value, long offset) {
        return new SinkRecord(
                "ai-logs", 3, Schema.OPTIONAL_STRING_SCHEMA, null, null, value, offset, 0L, TimestampType.CREATE_TIME);
    }
}

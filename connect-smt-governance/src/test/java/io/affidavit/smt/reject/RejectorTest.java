/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RejectorTest {

    private static final byte[] KEY =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] NONCE = HexFormat.of().parseHex("a0a1a2a3a4a5a6a7a8a9aaab");
    private static final String SECRET = "ana@example.org";

    @Test
    void keepsAReferenceWithoutKey() {
        SourceRecord rejected = RejectorTest.<SourceRecord>rejector(Map.of()).reject(source(), "a.rule", "a.path");

        Struct value = (Struct) rejected.value();
        assertThat(rejected.topic()).isEqualTo("governance-quarantine");
        assertThat(rejected.key()).isNull();
        assertThat(rejected.timestamp()).isEqualTo(5L);
        assertThat(rejected.sourceOffset()).isEqualTo(Map.of("position", 1L));
        assertThat(value.getString("form")).isEqualTo("reference");
        assertThat(value.getString("topic")).isEqualTo("ai-logs");
        assertThat(value.getString("kind")).isEqualTo("map");
        assertThat(value.getInt64("size")).isEqualTo(1L);
        assertThat(value.getString("payload")).isNull();
        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.rule")).isEqualTo("a.rule");
        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.path")).isEqualTo("a.path");
        assertThat(GovHeaders.text(rejected.headers(), "gov.source.key")).isEqualTo("row-1");
        assertThat(rejected.headers().lastWithName("x-mail")).isNull();
        assertThat(rejected.toString() + value).doesNotContain(SECRET);
    }

    /** The byte-level form of sealed payloads; opened here with nothing but the documented format. */
    @Test
    void sealsTheWholeRecordUnderAKey() throws Exception {
        SourceRecord rejected = RejectorTest.<SourceRecord>rejector(
                        Map.of("quarantine.key", Base64.getEncoder().encodeToString(KEY), "quarantine.key.id", "k7"))
                .reject(source(), "a.rule", null);

        Struct value = (Struct) rejected.value();
        String payload = value.getString("payload");
        assertThat(payload).isEqualTo(golden("payload.q1"));
        assertThat(value.getString("form")).isEqualTo("encrypted");
        assertThat(rejected.key()).isEqualTo(golden("key.hash"));
        Map<?, ?> opened = (Map<?, ?>) JsonText.parse(open(payload, "ai-logs|a.rule"));
        assertThat(opened.get("key")).isEqualTo(SECRET);
        assertThat(opened.get("value")).isEqualTo(Map.of("mail", SECRET));
        assertThat(opened.get("headers").toString()).contains("x-mail", SECRET);
        assertThatThrownBy(() -> open(payload, "ai-logs|other.rule")).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void neverUsesANonceTwice() {
        AbstractConfig config =
                config(Map.of("quarantine.key", Base64.getEncoder().encodeToString(KEY)));
        Rejector<SourceRecord> rejector = Rejector.of(config);

        Object first = ((Struct) rejector.reject(source(), "a.rule", null).value()).get("payload");
        Object second = ((Struct) rejector.reject(source(), "a.rule", null).value()).get("payload");

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void keepsAReferenceOfWhatCannotBeWritten() {
        Map<String, Object> cyclic = new HashMap<>(Map.of("mail", SECRET));
        cyclic.put("self", cyclic);
        SourceRecord record = source().newRecord("ai-logs", null, null, SECRET, null, cyclic, 5L);

        SourceRecord rejected = RejectorTest.<SourceRecord>rejector(
                        Map.of("quarantine.key", Base64.getEncoder().encodeToString(KEY)))
                .reject(record, "a.rule", null);

        assertThat(((Struct) rejected.value()).getString("form")).isEqualTo("reference");
    }

    @Test
    void routesSinkRecordsOnlyWhereAsked() {
        SinkRecord record = new SinkRecord("ai-logs", 3, null, SECRET, null, SECRET, 77L);

        SinkRecord routed = RejectorTest.<SinkRecord>rejector(Map.of("on.reject.sink", "route"))
                .reject(record, "a.rule", "p");

        assertThat(routed.topic()).isEqualTo("ai-logs");
        assertThat(routed.kafkaPartition()).isEqualTo(3);
        assertThat(routed.kafkaOffset()).isEqualTo(77L);
        assertThat(routed.originalTopic()).isEqualTo("ai-logs");
        assertThat(GovHeaders.text(routed.headers(), "gov.reject.rule")).isEqualTo("a.rule");
        assertThatThrownBy(() -> RejectorTest.<SinkRecord>rejector(Map.of()).reject(record, "a.rule", "p"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ai-logs, partition 3, offset 77: it breaks rule a.rule at p")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @Test
    void marksSinkRecordsForAGateAndLeavesThemAsTheyAre() {
        // Given a record whose producer already claims a reason
        SinkRecord record = new SinkRecord("ai-logs", 3, null, SECRET, null, SECRET, 77L);
        record.headers().addString("gov.reject.rule", "forged").addString("other", "kept");

        // When
        SinkRecord marked = RejectorTest.<SinkRecord>rejector(Map.of("on.reject.sink", "pass"))
                .reject(record, "a.rule", "p");

        // Then
        assertThat(marked.value()).isSameAs(record.value());
        assertThat(marked.key()).isSameAs(record.key());
        assertThat(marked.kafkaOffset()).isEqualTo(77L);
        assertThat(marked.headers().allWithName("gov.reject.rule"))
                .toIterable()
                .extracting(header -> header.value())
                .containsExactly("a.rule");
        assertThat(GovHeaders.text(marked.headers(), "gov.reject.path")).isEqualTo("p");
        assertThat(GovHeaders.text(marked.headers(), "other")).isEqualTo("kept");
        assertThat(GovHeaders.text(record.headers(), "gov.reject.rule")).isEqualTo("forged");
    }

    @Test
    void failsOrDropsWhereAsked() {
        assertThat(RejectorTest.<SourceRecord>rejector(Map.of("on.reject", "drop"))
                        .reject(source(), "a.rule", null))
                .isNull();
        assertThatThrownBy(() -> RejectorTest.<SourceRecord>rejector(Map.of("on.reject", "fail"))
                        .reject(source(), "a.rule", null))
                .isInstanceOf(DataException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void turnsUnexpectedErrorsIntoRejectsThatNameTheirClassOnly() {
        Rejector<SourceRecord> rejector = rejector(Map.of());

        SourceRecord rejected = rejector.guard(source(), record -> {
            throw new IllegalStateException(SECRET, new RuntimeException(SECRET));
        });
        SourceRecord overflown = rejector.guard(source(), record -> {
            throw new StackOverflowError(SECRET);
        });
        SourceRecord oversized = rejector.guard(source(), record -> {
            throw new OutOfMemoryError(SECRET);
        });

        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.rule")).isEqualTo("smt.internal");
        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.error"))
                .startsWith("java.lang.IllegalStateException at io.affidavit.smt.reject.RejectorTest")
                .doesNotContain(SECRET);
        assertThat(GovHeaders.text(overflown.headers(), "gov.reject.error")).startsWith("java.lang.StackOverflowError");
        assertThat(GovHeaders.text(oversized.headers(), "gov.reject.error")).startsWith("java.lang.OutOfMemoryError");
    }

    @Test
    void doesNotTrustAForgedRejectHeader() {
        SourceRecord forged = source();
        forged.headers().addString("gov.reject.rule", "forged");

        SourceRecord result = RejectorTest.<SourceRecord>rejector(Map.of()).guard(forged, record -> null);

        assertThat(result).as("the transform ran").isNull();
    }

    @Test
    void refusesUnusableKeysWithoutRepeatingThem() {
        assertThatThrownBy(() -> rejector(Map.of("quarantine.payload", "encrypt")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("quarantine.key");
        assertThatThrownBy(() -> rejector(Map.of("quarantine.key", "c2hvcnQ=")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("quarantine.key")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    private static SourceRecord source() {
        SourceRecord record = new SourceRecord(
                Map.of(),
                Map.of("position", 1L),
                "ai-logs",
                4,
                Schema.STRING_SCHEMA,
                SECRET,
                null,
                Map.of("mail", SECRET),
                5L);
        record.headers().addString("x-mail", SECRET);
        record.headers().addString("gov.source.key", "row-1");
        return record;
    }

    private static <R extends ConnectRecord<R>> Rejector<R> rejector(Map<String, String> config) {
        return Rejector.of(config(config), NONCE::clone);
    }

    private static AbstractConfig config(Map<String, String> config) {
        return new AbstractConfig(ConfigKeys.of(Rejector.keys()).toConfigDef(), config, false);
    }

    private static String open(String payload, String aad) throws Exception {
        byte[] body = Base64.getUrlDecoder().decode(payload.split("\\.", 3)[2]);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, body, 0, 12));
        cipher.updateAAD(aad.getBytes(StandardCharsets.UTF_8));
        return new String(cipher.doFinal(body, 12, body.length - 12), StandardCharsets.UTF_8);
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/golden/reject/" + name))
                .trim();
    }
}

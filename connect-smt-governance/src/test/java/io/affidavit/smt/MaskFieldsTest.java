/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.Masking.apply;
import static io.affidavit.smt.Masking.header;
import static io.affidavit.smt.Masking.record;
import static io.affidavit.smt.Masking.transform;
import static io.affidavit.smt.Masking.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.contract.EventContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskFieldsTest {

    private static final String KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    /** One millisecond in ten has the check digit of a Thai id, and others those of other countries. */
    @Test
    void leavesTimesThatAreCountedInNumbers() {
        MaskFields<SourceRecord> transform = transform(Map.of());
        for (long moment = 1_777_593_600_000L; moment < 1_777_593_602_000L; moment += 7) {
            // Given times as numbers and as text, outside and inside of JSON text
            Map<String, Object> value = Map.of(
                    "event_time",
                    moment,
                    "observedTime",
                    Long.toString(moment),
                    "created_at",
                    moment / 1_000,
                    "end_time_ns",
                    moment * 1_000_000,
                    "metadata",
                    "{\"started_ms\":" + moment + ",\"ts\":\"" + moment + "\"}");

            // Then none of them is taken for a person's number
            SourceRecord result = transform.apply(record(null, value));
            assertThat(result.value()).isEqualTo(value);
            assertThat(result.headers()).isEmpty();
        }
    }

    @Test
    void protectsAnIdThatCouldBeATime() {
        // Given the id of somebody that is also a moment of 2026, in fields that are not named like one
        long id = 1_777_593_600_019L;

        // When
        SourceRecord result = apply(Map.of(), null, Map.of("national_id", id, "note", "id " + id + " of the guest"));

        // Then
        assertThat(result.value()).isEqualTo(Map.of("national_id", "[TH_TNIN]", "note", "id [TH_TNIN] of the guest"));
    }

    @Test
    void protectsANestedEventAndTagsIt() {
        // Given
        Map<String, Object> identity = Map.of("user", "u-1", "ip", "203.0.113.9");
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("event_id", "4111111111111111");
        value.put("identity", identity);
        value.put("refs", List.of("kb://1", "mail ada@example.org", Map.of("p", "call +34 612 345 678")));
        value.put(
                "arguments",
                "{\"case\":1,\"auth\":\"ghp_aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5\",\"n\":[1,{\"m\":null}]}");

        // When
        SourceRecord result = apply(Map.of(), null, value);

        // Then
        assertThat(result.value())
                .isEqualTo(Map.of(
                        "event_id",
                        "4111111111111111",
                        "identity",
                        Map.of("user", "u-1", "ip", "[IP]"),
                        "refs",
                        List.of("kb://1", "mail [EMAIL]", Map.of("p", "call [PHONE]")),
                        "arguments",
                        "{\"case\":1,\"auth\":\"[GITHUB_KEY]\",\"n\":[1,{\"m\":null}]}"));
        assertThat(header(result, "gov.sensitivity")).isEqualTo("restricted");
        assertThat(header(result, "gov.findings")).isEqualTo("net.ip:1,pii.email:1,pii.phone:1,secret.github:1");
    }

    @Test
    void returnsCleanRecordsThemselves() {
        SourceRecord record = record(null, Map.of("text", "nothing to see", "json", "{\"a\":\"b\\nc\"}", "n", 12));

        assertThat(transform(Map.of()).apply(record)).isSameAs(record);
    }

    @Test
    void sharesWhatItDoesNotChange() {
        // Given
        Map<String, Object> untouched = Map.of("deep", List.of("a", "b"));

        // When
        Map<?, ?> result = (Map<?, ?>) apply(Map.of(), null, Map.of("x", untouched, "y", "ada@example.org"))
                .value();

        // Then
        assertThat(result.get("x")).isSameAs(untouched);
    }

    @ParameterizedTest
    @CsvSource({
        "redact, ada@example.org, [EMAIL]",
        "partial, ada@example.org, ****@example.org",
        "partial, 4111 1111 1111 1111, ****1111",
        "partial, 203.0.113.9, 203.0.113.*",
        "partial, 2001:db8::1, [IP]",
        "partial, GB29 NWBK 6016 1331 9268 19, ****6819",
        "partial, sk_live_aB3dE5gH7jK9mN1p, [STRIPE_KEY]",
        "keep, ada@example.org, ada@example.org"
    })
    void protectsByAction(String action, String content, String expected) {
        SourceRecord result = apply(Map.of("mask.default.action", action), null, Map.of("a", "<" + content + ">"));

        assertThat(result.value()).isEqualTo(Map.of("a", "<" + expected + ">"));
    }

    @Test
    void choosesTheLongestPrefix() {
        Map<String, String> config = Map.of("mask.actions", "secret:keep,secret.aws:redact,pii.email:partial");

        SourceRecord result = apply(config, null, Map.of("a", "AKIAIOSFODNN7EXAMPLE password=hunter2 ada@example.org"));

        assertThat(result.value()).isEqualTo(Map.of("a", "[AWS_KEY] password=hunter2 ****@example.org"));
        assertThat(header(result, "gov.findings")).isEqualTo("pii.email:1,secret.aws:1,unprotected.secret.password:1");
    }

    @Test
    void pseudonymsJoinWithinATenantOnly() {
        // Given
        Map<String, String> config =
                Map.of("mask.default.action", "hmac", "mask.hmac.key", KEY, "mask.hmac.key.id", "k7");

        // When
        Object one = value(apply(config, null, Map.of("tenant_id", "acme", "a", "Ada@example.org")), "a");
        Object same = value(apply(config, null, Map.of("tenant_id", "acme", "a", "ada@example.org")), "a");
        Object other = value(apply(config, null, Map.of("tenant_id", "zeta", "a", "ada@example.org")), "a");

        // Then
        assertThat(one).isEqualTo("p1.k7.ZYdaasRfllk60xa0rdPcIA").isEqualTo(same);
        assertThat(other.toString()).matches("p1\\.k7\\.[A-Za-z0-9_-]{22}").isNotEqualTo(one);
    }

    @Test
    void dropsFieldsByLabel() {
        Map<String, Object> value =
                Map.of("a", "ada@example.org", "b", "x", "j", "{\"m\":\"ada@example.org\",\"n\":1}");

        SourceRecord result = apply(Map.of("mask.default.action", "drop"), null, value);

        assertThat(result.value()).isEqualTo(Map.of("b", "x", "j", "{\"m\":null,\"n\":1}"));
    }

    @Test
    void masksStructsInArraysAndReusesTheSchema() {
        // Given
        Struct item = new Struct(MaskFieldsContractTest.ITEM)
                .put("note", "mail ada@example.org")
                .put("count", 3);
        Struct row = new Struct(MaskFieldsContractTest.ROW).put("prompt", "p").put("items", List.of(item, item));

        // When
        Struct result =
                (Struct) apply(Map.of(), MaskFieldsContractTest.ROW, row).value();

        // Then
        result.validate();
        assertThat(result.schema()).isSameAs(MaskFieldsContractTest.ROW);
        assertThat(result.getArray("items"))
                .allSatisfy(
                        each -> assertThat(((Struct) each).getString("note")).isEqualTo("mail [EMAIL]"));
    }

    @Test
    void keepsTheIdentityOfContractEventsAndWritesTheirTags() {
        // Given
        Struct event = event();

        // When
        SourceRecord result = apply(Map.of(), event.schema(), event);

        // Then
        Struct masked = (Struct) result.value();
        masked.validate();
        assertThat(masked.getString("event_id")).isEqualTo("4111111111111111");
        assertThat(masked.getStruct("source").getString("key")).isEqualTo("ada@example.org");
        assertThat(masked.getStruct("content").getString("input_messages_json"))
                .isEqualTo("[{\"content\":\"I am [EMAIL]\",\"role\":\"user\"}]");
        assertThat(masked.getStruct("operational").getArray("sensitivity_tags")).isEqualTo(List.of("pii.email"));
        assertThat(header(result, "gov.findings")).isEqualTo("pii.email:1,unprotected.pii.email:1");
        assertThat(header(result, "gov.sensitivity")).isEqualTo("confidential");
    }

    @Test
    void isStableWhenAppliedTwice() {
        // Given
        MaskFields<SourceRecord> transform = transform(Map.of());
        SourceRecord once = transform.apply(record(
                null,
                Map.of(
                        "a",
                        "ada@example.org 4111 1111 1111 1111 203.0.113.9",
                        "password",
                        "x",
                        "j",
                        "{\"token\":\"abc123def456\"}")));

        // When
        SourceRecord twice = transform.apply(once);

        // Then
        assertThat(twice).isSameAs(once);
    }

    @Test
    void joinsTheFindingsOfAnEarlierTransform() {
        // Given
        SourceRecord record = record(null, Map.of("a", "ada@example.org"));
        record.headers().addString("gov.sensitivity", "restricted");
        record.headers().addString("gov.findings", "pii.email:3,pci.card:1");

        // When
        SourceRecord result = transform(Map.of()).apply(record);

        // Then
        assertThat(header(result, "gov.sensitivity")).isEqualTo("restricted");
        assertThat(header(result, "gov.findings")).isEqualTo("pci.card:1,pii.email:3");
    }

    @Test
    void scansKeysAndHeadersWhereAsked() {
        // Given
        SourceRecord record = new SourceRecord(
                Map.of(), Map.of(), "t", null, Schema.STRING_SCHEMA, "ada@example.org", null, Map.of("a", 1));
        record.headers().addString("reply-to", "bob@example.org");
        record.headers().addString("gov.source.key", "ada@example.org");

        // When
        SourceRecord result =
                transform(Map.of("scan.keys", "true", "scan.headers", "true")).apply(record);

        // Then
        assertThat(result.key()).isEqualTo("[EMAIL]");
        assertThat(header(result, "reply-to")).isEqualTo("[EMAIL]");
        assertThat(header(result, "gov.source.key")).isEqualTo("ada@example.org");
        assertThat(transform(Map.of()).apply(record)).isSameAs(record);
    }

    private static Struct event() {
        Schema schema = EventContract.connectSchema();
        Struct source = new Struct(schema.field("source").schema())
                .put("system", "litellm")
                .put("key", "ada@example.org");
        Struct content = new Struct(schema.field("content").schema())
                .put("input_messages_json", "[{\"content\":\"I am ada@example.org\",\"role\":\"user\"}]");
        return new Struct(schema)
                .put("event_id", "4111111111111111")
                .put("entity_id", "4111111111111111")
                .put("category", "prompt")
                .put("event_time", Date.from(Instant.EPOCH))
                .put("observed_time", Date.from(Instant.EPOCH))
                .put("schema_version", "1.0.0")
                .put("content", content)
                .put("source", source);
    }
}

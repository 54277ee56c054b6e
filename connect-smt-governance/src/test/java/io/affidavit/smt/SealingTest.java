/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.Masking.apply;
import static io.affidavit.smt.Masking.header;
import static io.affidavit.smt.Masking.transform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.smt.seal.FixedKeysets;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actions that seal, generalise or replace, in whole records. */
class SealingTest {

    private static final Map<String, String> TOKENS =
            Map.of("mask.default.action", "token", "mask.token.keyset", FixedKeysets.SIV);
    private static final String ADA = "t1.1a2b3c4d.pii.email.A12TeJFC_vP2fWevLJU3BbDfdRSn_NG-BDDrkHuVLA~";

    @Test
    void joinsWithinATenantOnly() {
        SourceRecord one = apply(TOKENS, null, Map.of("tenant_id", "acme", "a", "ada@example.org"));
        SourceRecord two = apply(TOKENS, null, Map.of("tenant_id", "acme", "b", "to: ada@example.org!"));
        SourceRecord other = apply(TOKENS, null, Map.of("tenant_id", "other", "a", "ada@example.org"));

        assertThat(Masking.value(one, "a")).isEqualTo(ADA);
        assertThat(Masking.value(two, "b")).isEqualTo("to: " + ADA + "!");
        assertThat(Masking.value(other, "a"))
                .asString()
                .startsWith("t1.1a2b3c4d.")
                .isNotEqualTo(ADA);
    }

    @Test
    void keepsStringifiedJsonParseable() {
        SourceRecord result = apply(
                TOKENS,
                null,
                Map.of(
                        "tenant_id",
                        "acme",
                        "j",
                        "{\"to\":\"ada@example.org\",\"n\":\"{\\\"cc\\\":\\\"ada@example.org\\\"}\"}"));

        assertThat(Masking.value(result, "j"))
                .isEqualTo("{\"to\":\"" + ADA + "\",\"n\":\"{\\\"cc\\\":\\\"" + ADA + "\\\"}\"}");
    }

    @Test
    void sealsOnceHoweverOftenItIsMasked() {
        Map<String, String> config = Map.of(
                "mask.fields", "user:token,note:encrypt",
                "mask.token.keyset", FixedKeysets.SIV,
                "mask.encrypt.keyset", FixedKeysets.GCM);
        SourceRecord once = apply(config, null, Map.of("tenant_id", "acme", "user", "u-1", "note", "call her"));

        SourceRecord twice = apply(config, null, once.value());

        assertThat(twice.value()).isEqualTo(once.value());
    }

    @Test
    void masksWhatOnlyLooksSealed() {
        String forged = "t1.1a2b3c4d.field.YWRhQGV4YW1wbGUub3JnIGFuZCBtb3JlIG9mIGl0~";
        Map<String, String> config = Map.of("mask.fields", "user:token", "mask.token.keyset", FixedKeysets.SIV);

        SourceRecord result = apply(config, null, Map.of("tenant_id", "acme", "user", forged));

        assertThat(Masking.value(result, "user"))
                .asString()
                .startsWith("t1.1a2b3c4d.field.")
                .isNotEqualTo(forged);
    }

    @Test
    void findsNothingInTokens() {
        // Given: known tokens, for by chance one in hundreds of thousands looks like the key of some vendor
        Random random = new Random(23);
        MaskFields<SourceRecord> seal = transform(TOKENS);
        MaskFields<SourceRecord> mask = transform(Map.of());
        for (int i = 0; i < 5_000; i++) {
            String content = "user" + random.nextInt() + "@example.org";
            SourceRecord sealed = seal.apply(Masking.record(null, Map.of("tenant_id", "acme", "a", content)));
            assertThat(sealed.value().toString()).contains("t1.1a2b3c4d.pii.email.");

            // When
            SourceRecord masked = mask.apply(Masking.record(null, sealed.value()));

            // Then
            assertThat(masked.value()).isEqualTo(sealed.value());
        }
    }

    @Test
    void replacesTheWholeTextAndCountsAllOfIt() {
        Map<String, String> config = Map.of("mask.actions", "pii.email:replace");

        SourceRecord result = apply(
                config,
                null,
                Map.of(
                        "a",
                        "write to ada@example.org or pay with 4111 1111 1111 1111",
                        "b",
                        "card 4111 1111 1111 1111"));

        assertThat(result.value()).isEqualTo(Map.of("a", "[EMAIL]", "b", "card [CARD]"));
        assertThat(header(result, "gov.findings")).isEqualTo("pci.card:2,pii.email:1");
    }

    @Test
    void keepsNumbersAndDatesInTheirTypes() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("age", Schema.INT32_SCHEMA)
                .field("height", Schema.FLOAT64_SCHEMA)
                .field("wage", Decimal.schema(2))
                .field("born", Timestamp.SCHEMA)
                .build();
        Struct row = new Struct(schema)
                .put("age", 37)
                .put("height", 181.5)
                .put("wage", new BigDecimal("4321.99"))
                .put("born", Date.from(Instant.parse("1985-03-12T10:00:00Z")));

        // When
        SourceRecord result = apply(
                Map.of("mask.fields", "age:generalise,height:generalise,wage:generalise,born:generalise"), schema, row);

        // Then
        assertThat(header(result, "gov.reject.rule")).isNull();
        Struct masked = (Struct) result.value();
        assertThat(masked.get("age")).isEqualTo(30);
        assertThat(masked.get("height")).isEqualTo(180.0);
        assertThat(masked.get("wage")).isEqualTo(new BigDecimal("4320.00"));
        assertThat(masked.get("born")).isEqualTo(Date.from(Instant.parse("1985-03-01T00:00:00Z")));
        masked.validate();
    }

    @Test
    void keepsNumbersOfMapsAndOfJson() {
        SourceRecord result = apply(
                Map.of("mask.fields", "**.age:generalise"), null, Map.of("age", 37L, "j", "{\"age\":37,\"x\":\"y\"}"));

        assertThat(result.value()).isEqualTo(Map.of("age", 30L, "j", "{\"age\":30,\"x\":\"y\"}"));
    }

    @Test
    void rejectsNumbersOfASchemaThatCannotStayNumbers() {
        Schema schema = SchemaBuilder.struct().field("n", Schema.INT64_SCHEMA).build();
        for (String action : List.of("token", "encrypt", "replace", "hmac")) {
            Map<String, String> config = Map.of(
                    "mask.fields",
                    "n:" + action,
                    "mask.token.keyset",
                    FixedKeysets.SIV,
                    "mask.encrypt.keyset",
                    FixedKeysets.GCM,
                    "mask.hmac.key",
                    Base64.getEncoder().encodeToString(new byte[32]));

            SourceRecord result = apply(config, schema, new Struct(schema).put("n", 37L));

            assertThat(header(result, "gov.reject.rule")).as(action).isEqualTo("mask.type");
            assertThat(header(result, "gov.reject.path")).isEqualTo("n");
        }
    }

    @Test
    void takesTheKeysetFromAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("tokens.json"), FixedKeysets.SIV);
        Map<String, String> config = Map.of("mask.default.action", "token", "mask.token.keyset.file", file.toString());

        SourceRecord result = apply(config, null, Map.of("tenant_id", "acme", "a", "ada@example.org"));

        assertThat(Masking.value(result, "a")).isEqualTo(ADA);
    }

    @Test
    void refusesKeysetsThatAreMissingDoubleUnreadableOrOfTheOtherKind(@TempDir Path directory) throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong.json"), FixedKeysets.GCM);
        String missing = directory.resolve("none.json").toString();

        refuses("mask.token.keyset", Map.of("mask.default.action", "token"));
        refuses("mask.encrypt.keyset", Map.of("mask.fields", "a:encrypt"));
        refuses("mask.token.keyset", Map.of("mask.token.keyset", FixedKeysets.SIV, "mask.token.keyset.file", missing));
        refuses("mask.token.keyset.file", Map.of("mask.token.keyset.file", missing));
        refuses("mask.token.keyset.file", Map.of("mask.token.keyset.file", wrong.toString()));
        refuses("mask.encrypt.keyset.file", Map.of("mask.encrypt.keyset.file", directory.toString()));
    }

    @Test
    void refusesAKeysetAtItsKeyAndRepeatsNothingOfIt() {
        List<ConfigValue> values =
                new MaskFields<SourceRecord>().config().validate(Map.of("mask.token.keyset", FixedKeysets.GCM));

        assertThat(values)
                .filteredOn(each -> !each.errorMessages().isEmpty())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.name()).isEqualTo("mask.token.keyset");
                    assertThat(each.errorMessages().toString()).doesNotContain("keyData", "ZGVmZ2hpamts");
                });
    }

    private static void refuses(String key, Map<String, String> config) {
        assertThatThrownBy(() -> transform(config))
                .isInstanceOf(ConfigException.class)
                .hasNoCause()
                .hasMessageContaining("configuration " + key + ":");
    }
}

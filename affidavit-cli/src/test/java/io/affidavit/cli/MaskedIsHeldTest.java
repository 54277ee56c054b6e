/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.smt.MaskFields;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever masking puts in the place of text, a hold takes it for something it cannot compare with. */
class MaskedIsHeldTest {

    private static final Schema SCHEMA = new Schema(NestedField.optional(1, "text", Types.StringType.get()));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            redact     | I am ada@example.org, call me
            redact     | ada@example.org
            partial    | I am ada@example.org, call me
            partial    | from 203.0.113.9 of the network
            partial    | card 4111 1111 1111 1111 was charged
            hmac       | I am ada@example.org, call me
            hmac       | ada@example.org
            token      | I am ada@example.org, call me
            token      | ada@example.org
            encrypt    | I am ada@example.org, call me
            replace    | I am ada@example.org, call me
            generalise | 203.0.113.9
            generalise | 2001:db8:1:2::7
            drop       | ada@example.org
            """)
    void holdsWhatWasMasked(String action, String text) {
        String masked = mask(action, text);
        assertThat(masked).isNotEqualTo(text);
        GenericRecord row = GenericRecord.create(SCHEMA);
        row.setField("text", masked);

        for (String predicate : new String[] {"text = 'other'", "text <> 'x' and text starts with 'y'"}) {
            assertThat(HoldPredicate.parse(predicate).ofRows(SCHEMA).test(row))
                    .as(predicate)
                    .isTrue();
        }
        row.setField("text", text);
        assertThat(HoldPredicate.parse("text = 'other'").ofRows(SCHEMA).test(row))
                .as("unmasked")
                .isFalse();
    }

    private String mask(String action, String text) {
        Path tokens = directory.resolve("tokens.json");
        Path ciphers = directory.resolve("ciphers.json");
        CommandRun.of("keys", "keyset", "--type", "siv", "--out", tokens.toString());
        CommandRun.of("keys", "keyset", "--type", "gcm", "--out", ciphers.toString());
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        Map<String, String> config = new HashMap<>();
        config.put("mask.default.action", action);
        config.put("mask.hmac.key", new String(Base64.getEncoder().encode(key), StandardCharsets.US_ASCII));
        config.put("mask.token.keyset.file", tokens.toString());
        config.put("mask.encrypt.keyset.file", ciphers.toString());
        try (MaskFields<SourceRecord> transform = new MaskFields<>()) {
            transform.configure(config);
            SourceRecord record = new SourceRecord(
                    Map.of(), Map.of(), "topic", null, null, null, new HashMap<>(Map.of("text", text)));
            return (String) ((Map<?, ?>) transform.apply(record).value()).get("text");
        }
    }
}

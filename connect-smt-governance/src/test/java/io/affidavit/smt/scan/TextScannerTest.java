/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScannerTest {

    private static final String HEX32 = "0123456789abcdef0123456789abcdef";
    private static final String ALNUM40 = "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5dE7f";

    static Stream<Arguments> findings() {
        return Stream.of(
                // e-mail
                arguments("write to ada.l+x@mail.example.org, please", "pii.email=ada.l+x@mail.example.org"),
                arguments("<ada@example.org>", "pii.email=ada@example.org"),
                arguments("M\u00fcller: j\u00fcrgen@b\u00fccher.example.", "pii.email=j\u00fcrgen@b\u00fccher.example"),
                arguments("u@xn--80ak6aa92e.com", "pii.email=u@xn--80ak6aa92e.com"),
                arguments("a?id=1&email=ada@example.org&x=2", "pii.email=ada@example.org"),
                arguments("line\\nada@example.org", "pii.email=ada@example.org"),
                arguments("info@example.", ""),
                arguments("ada@localhost", ""),
                arguments("@Override", ""),
                arguments("icon@2x.png", ""),
                arguments("left-pad@1.3.0", ""),
                arguments("git@github.com:org/repo.git", ""),
                // phone
                arguments("call +34 612 345 678 now", "pii.phone=+34 612 345 678"),
                arguments("+442079460018", "pii.phone=+442079460018"),
                arguments("(415) 555-0132", "pii.phone=(415) 555-0132"),
                arguments("415-555-0132 x12", "pii.phone=415-555-0132 x12"),
                arguments("+1 (952) 664-1376. Email", "pii.phone=+1 (952) 664-1376"),
                arguments("Phone:\n467 3395", "pii.phone=467 3395"),
                arguments("Tel. 0490 75 40 81", "pii.phone=0490 75 40 81"),
                arguments("01.84.17.61.18", "pii.phone=01.84.17.61.18"),
                arguments("\u7535\u8bdd13812345678", "pii.phone=13812345678"),
                arguments("order 467 3395", ""),
                arguments("phone 2026-11-03T09:15:02.123456Z", ""),
                arguments("account 2026-11-03T09:15:02.123456Z", ""),
                arguments("$1 234 567 890", ""),
                arguments("contact on 2024-12-28 14", ""),
                // cards
                arguments("4111 1111 1111 1111", "pci.card=4111 1111 1111 1111"),
                arguments("4111111111111111", "pci.card=4111111111111111"),
                arguments("371449635398431", "pci.card=371449635398431"),
                arguments("3714 496353 98431", "pci.card=3714 496353 98431"),
                arguments("5555-5555-5555-4444,", "pci.card=5555-5555-5555-4444"),
                arguments("my card 4111111111111112", "pci.card=4111111111111112"),
                arguments("4111111111111112", ""),
                arguments("0000000000000000", ""),
                arguments("3.4111111111111111", ""),
                // social security
                arguments("460-89-9847", "pii.us_ssn=460-89-9847"),
                arguments("SSN: 976-76-4576", "pii.us_ssn=976-76-4576"),
                arguments("SSN 460899847", "pii.us_ssn=460899847"),
                arguments("460899847", ""),
                arguments("460-89-9847-1", ""),
                // iban
                arguments("GB29 NWBK 6016 1331 9268 19", "pii.iban=GB29 NWBK 6016 1331 9268 19"),
                arguments("DE89370400440532013000", "pii.iban=DE89370400440532013000"),
                arguments("gb29nwbk60161331926819", "pii.iban=gb29nwbk60161331926819"),
                arguments("IBAN: GB59IFUE40226315499137", "pii.iban=GB59IFUE40226315499137"),
                arguments("GB29 NWBK 6016 1331 9268 10", ""),
                arguments("ZZ29NWBK60161331926819", ""),
                // addresses
                arguments("from 192.168.2.1:8080", "net.ip=192.168.2.1"),
                arguments("10.0.0.0/8", "net.ip=10.0.0.0/8"),
                arguments("[2001:db8::1]:443", "net.ip=2001:db8::1"),
                arguments("fe80::1", "net.ip=fe80::1"),
                arguments("::ffff:192.0.2.1", "net.ip=::ffff:192.0.2.1"),
                arguments("44:e6:2a:6e:f6:3a", "net.mac=44:e6:2a:6e:f6:3a"),
                arguments("version 1.2.3.4", ""),
                arguments("1.3.6.1.4.1.311", ""),
                arguments("192.168.1.256", ""),
                arguments("at 12:34:56 in dead::beef", ""),
                // secrets
                arguments("key AKIAIOSFODNN7EXAMPLE", "secret.aws=AKIAIOSFODNN7EXAMPLE"),
                arguments("key AKIAKYWLNBPDHVXAVOYT", "secret.aws=AKIAKYWLNBPDHVXAVOYT"),
                arguments("ghp_" + ALNUM40, "secret.github=ghp_" + ALNUM40),
                arguments("sk-ant-api03-" + ALNUM40, "secret.anthropic=sk-ant-api03-" + ALNUM40),
                arguments("sk-proj-" + ALNUM40, "secret.openai=sk-proj-" + ALNUM40),
                arguments("\"xoxb-123456789012-abcdef\"", "secret.slack=xoxb-123456789012-abcdef"),
                arguments("dapi" + HEX32, "secret.databricks=dapi" + HEX32),
                arguments("hf_" + ALNUM40.substring(0, 34), "secret.huggingface=hf_" + ALNUM40.substring(0, 34)),
                arguments("sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", ""),
                arguments("task-list sk-learn ghp_short", ""),
                arguments(
                        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                        "secret.jwt=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"),
                arguments(
                        "a -----BEGIN RSA PRIVATE KEY-----\nMII=\n-----END RSA PRIVATE KEY----- b",
                        "secret.private_key=-----BEGIN RSA PRIVATE KEY-----\nMII=\n-----END RSA PRIVATE KEY-----"),
                arguments("-----BEGIN PRIVATE KEY-----\nMII", "secret.private_key=-----BEGIN PRIVATE KEY-----\nMII"),
                arguments("-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----", ""),
                arguments("password=hunter2", "secret.password=hunter2"),
                arguments("db_password: s3cr3t!", "secret.password=s3cr3t!"),
                arguments("{\"password\":\"two words\"}", "secret.password=two words"),
                arguments("Authorization: Bearer abcDEF1234567890xyz", "secret.token=abcDEF1234567890xyz"),
                arguments("apiKey='a1b2c3d4e5f6g7h8'", "secret.token=a1b2c3d4e5f6g7h8"),
                arguments("password: should be long", ""),
                arguments("max_tokens=4096 token=the monkey=banana", ""),
                arguments("password=<hidden> secret=[PASSWORD] pwd=${PW}", ""),
                arguments("redis://:p4ss@localhost:6379", "secret.url_login=:p4ss"),
                arguments("https://ada:pw@example.org/x", "secret.url_login=ada:pw"));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void finds(String text, String expected) {
        assertThat(String.join(";", scan(text, Evidence.NONE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550e8400-e29b-41d4-a716-446655440000",
                "12345678-1234-1234-1234-123456789012",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
                "v2.14.0-rc1+build.20261122",
                "2026-11-22T05:49:51.123456Z",
                "epoch 1795312345123 and 1795312345123456789",
                "commit 8786e6d, order 88121, case 55120",
                "0x7ffee3a1 lines 120-240 of 1000 (99.5%)",
                "https://example.org/a/12345678?page=2&size=100",
                "kb://refunds/policy#12",
                "lat 41.40338, long 2.17403 and 3.14159265358979",
                "std::vector<a::b> x = y ? z : w;",
                "tokens_in=311, tokens_out=97, monkey: 5"
            })
    void leavesTechnicalTextAlone(String text) {
        assertThat(scan(text, Evidence.NONE)).isEmpty();
    }

    @Test
    void seesNoSensitiveContentInRandomIds() {
        // Given
        SplittableRandom random = new SplittableRandom(20261122);
        int found = 0;

        // When
        for (int i = 0; i < 20_000; i++) {
            String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
            String hash = HexFormat.of().toHexDigits(random.nextLong())
                    + HexFormat.of().toHexDigits(random.nextLong());
            String nanos = Long.toString(1_600_000_000_000_000_000L + random.nextLong(300_000_000_000_000_000L));
            found += scan("id " + uuid + " sha " + hash + " at " + nanos, Evidence.NONE)
                    .size();
        }

        // Then
        assertThat(found).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("namedLeaves")
    void takesTheFieldNameAsEvidence(String name, String text, String expected) {
        assertThat(String.join(";", scan(text, KeyNames.evidence(name)))).isEqualTo(expected);
    }

    static Stream<Arguments> namedLeaves() {
        return Stream.of(
                arguments("password", "correct horse", "secret.password=correct horse"),
                arguments("clientSecret", "x", "secret.password=x"),
                arguments("password", "[PASSWORD]", ""),
                arguments("Authorization", "Bearer abc123def", "secret.token=abc123def"),
                arguments("authorization", "granted", ""),
                arguments("token", " the", ""),
                arguments("ssn", "460899847", "pii.us_ssn=460899847"),
                arguments("phone_number", "4673395", "pii.phone=4673395"),
                arguments("cardNumber", "4111111111111112", "pci.card=4111111111111112"),
                arguments("iban", "GB59IFUE40226315499137", "pii.iban=GB59IFUE40226315499137"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "db-password", "userPassword", "PASSWORD", "password_hash", "pwd1"})
    void readsNamesOfPasswords(String name) {
        assertThat(KeyNames.evidence(name)).isEqualTo(Evidence.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"monkey", "tokens", "max_tokens", "key", "sort_key", "passenger", "compass", "cardinality", "id"
            })
    void readsWholeWordsOnly(String name) {
        assertThat(KeyNames.evidence(name)).isEqualTo(Evidence.NONE);
    }

    @Test
    void coversBothOfTwoOverlappingFindings() {
        // Given
        Hits hits = new Hits(50);

        // When
        hits.add(10, 20, Labels.PHONE, 60);
        hits.add(15, 23, Labels.EMAIL, 95);

        // Then
        assertThat(hits.size()).isEqualTo(1);
        assertThat(hits.label(0)).isEqualTo(Labels.PHONE);
        assertThat(hits.start(0)).isEqualTo(10);
        assertThat(hits.end(0)).isEqualTo(23);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@",
                "-",
                ".",
                "1",
                "+",
                "(",
                ":",
                "=",
                "\\",
                "{",
                "\"",
                "eyJ-",
                "sk-",
                "a@",
                "@a.b",
                "1-",
                "1 ",
                "1.",
                "(1",
                "+1",
                "::",
                "1:",
                "a:",
                "token=",
                "password: ",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----x",
                "GB82 ",
                "4111 1111 ",
                "12-34-5678 ",
                "\u4e2d",
                "http://a:",
                "call 123 4567 ",
                "f:f:f:",
                "card 4111111111111112 "
            })
    void takesTimeInProportionToHostileText(String pattern) {
        // Given
        char[] small = pattern.repeat(100_000 / pattern.length()).toCharArray();
        char[] large = pattern.repeat(1_600_000 / pattern.length()).toCharArray();
        best(small);

        // When
        double perSmall = best(small) / (double) small.length;
        double perLarge = best(large) / (double) large.length;

        // Then quadratic time would be sixteen times the cost per character
        assertThat(perLarge).isLessThan(Math.max(perSmall * 6, 60));
    }

    private static long best(char[] text) {
        TextScanner scanner = new TextScanner();
        Hits hits = new Hits(50);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            hits.clear();
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            scanner.scan(text, 0, text.length, Evidence.NONE, hits);
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        return best;
    }

    private static List<String> scan(String text, int evidence) {
        Hits hits = new Hits(50);
        new TextScanner().scan(text.toCharArray(), 0, text.length(), evidence, hits);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            found.add(hits.label(i).id() + "=" + text.substring(hits.start(i), hits.end(i)));
        }
        return found;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VeiledTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pii.email  | mail a\u200bda@exa\u200bmple.org now          | a\u200bda@exa\u200bmple.org",
                "pii.email  | \u0430dmin@ex\u0430mple.org                   | \u0430dmin@ex\u0430mple.org",
                "pii.email  | q=user%40example.com&x                        | user%40example.com",
                "pii.email  | a user\\u0040example.com b                    | user\\u0040example.com",
                "pii.email  | a john&#64;example.com b                      | john&#64;example.com",
                "pii.email  | john [at] example [dot] com                   | john [at] example [dot] com",
                "pii.email  | reach john at example dot com                 | john at example dot com",
                "pii.email  | \ud835\udc23ohn@example.com                   | \ud835\udc23ohn@example.com",
                "pci.card   | card \uff14111 1111 1111 1111                 | \uff14111 1111 1111 1111",
                "pci.card   | card 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1          | 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                "pii.us_ssn | ssn 123\u201145\u20116789                     | 123\u201145\u20116789",
                "pii.us_ssn | ssn 123%2D45%2D6789                           | 123%2D45%2D6789"
            })
    void seesThroughDisguises(String label, String text, String found) {
        assertThat(Found.in(text)).containsExactly(new Found(label, found));
    }

    @ParameterizedTest
    @ValueSource(strings = {"john.doe@example.com is me", "password=hunter2-Long", "{\"ssn\":\"123-45-6789\"}"})
    void opensBase64AndHexadecimalText(String inside) {
        // Given
        byte[] bytes = inside.getBytes(StandardCharsets.UTF_8);
        String once = Base64.getEncoder().encodeToString(bytes);
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String thrice = Base64.getEncoder()
                .encodeToString(Base64.getEncoder()
                        .encodeToString(once.getBytes(StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));

        // When
        // Then the whole run is the finding
        assertThat(Found.in("see " + once + " there")).extracting(Found::text).containsExactly(once);
        assertThat(Found.in("see " + url + " there")).extracting(Found::text).containsExactly(url);
        assertThat(Found.in("see " + thrice + " there")).extracting(Found::text).containsExactly(thrice);
        assertThat(Found.in("see " + HexFormat.of().formatHex(bytes) + " there"))
                .hasSize(1);
    }

    @Test
    void opensWhatIsCutOffOrRunsIntoOtherBytes() {
        // Given
        byte[] bytes = "login of ada@example.org since May".getBytes(StandardCharsets.UTF_8);
        String whole = Base64.getEncoder().encodeToString(bytes);
        String cut = whole.substring(0, 37);
        String joined = whole.substring(0, 40) + "AAECAwQFBgcICQ";

        // When
        // Then
        assertThat(Found.in("see " + cut)).containsExactly(new Found("pii.email", cut));
        assertThat(Found.in("see " + joined + " there")).containsExactly(new Found("pii.email", joined));
    }

    @Test
    void findsNothingThatAnEarlierTextLeftBehind() {
        // Given a scanner that has opened an address
        TextScanner scanner = new TextScanner();
        Hits hits = new Hits(1);
        String address = Base64.getEncoder().encodeToString("mail ada@example.org".getBytes(StandardCharsets.UTF_8));
        scanner.scan(address.toCharArray(), 0, address.length(), Evidence.NONE, hits);
        assertThat(hits.size()).isOne();

        // When a run follows that holds no text
        String other = "41114111idcardsk-";
        hits.clear();
        scanner.scan(other.toCharArray(), 0, other.length(), Evidence.NONE, hits);

        // Then
        assertThat(hits.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "id 550e8400-e29b-41d4-a716-446655440000 done",
                "src/main/java/io/affidavit/smt/scan/TextScanner.java",
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
                "aGVsbG8gd29ybGQsIHRoaXMgaXMgaGFybWxlc3M=",
                "caf\u00e9 na\u00efve S\u00e3o Paulo 20\u00a0%",
                "\u041f\u0440\u0438\u0432\u0435\u0442, \u043a\u0430\u043a \u0434\u0435\u043b\u0430?",
                "LWYyOjo_xsldhjTAUCL9bvPUtvNc0ypk",
                "100%25 sure &#8211; yes",
                "sum(at) of [attention] heads"
            })
    void leavesHarmlessTextAlone(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @Test
    void mapsEveryCharacterBackToWhereItBegan() {
        // Given
        char[] text = "a\u200b%40\\u0062".toCharArray();
        Unveiled unveiled = new Unveiled();

        // When
        boolean changed = unveiled.read(text, 0, text.length);

        // Then
        assertThat(changed).isTrue();
        assertThat(new String(unveiled.text(), 0, unveiled.length())).isEqualTo("a@b");
        assertThat(new int[] {unveiled.place(0), unveiled.place(1), unveiled.place(2), unveiled.place(3)})
                .containsExactly(0, 2, 5, 11);
    }

    @Test
    void remembersNothingOfTheTextBefore() {
        // Given a scanner that has opened an address, and a run of a length that base64 cannot have
        TextScanner scanner = new TextScanner();
        String before =
                "see " + Base64.getEncoder().encodeToString("to ada@example.org now".getBytes(StandardCharsets.UTF_8));
        String clean = "run(\"oxqiNgRhrUj45QCQepLC2h4ik40Cl\")";
        Hits hits = new Hits(50);

        // When
        scanner.scan(before.toCharArray(), 0, before.length(), Evidence.NONE, hits);
        int first = hits.size();
        hits.clear();
        scanner.scan(clean.toCharArray(), 0, clean.length(), Evidence.NONE, hits);

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(hits.size()).isZero();
    }
}

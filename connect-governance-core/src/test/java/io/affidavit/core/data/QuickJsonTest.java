/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jackson says what is right: where the quick reader is sure, it must have read what Jackson reads. */
class QuickJsonTest {

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\"",
        "\\",
        "\\\"",
        "\\n",
        "\\/",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\u0000",
        "\\x",
        "\"a\"",
        "\"a\":",
        "\"b\":",
        "\"é漢\"",
        "\ud83d\ude00",
        "\ud83d",
        "\ufffd",
        "?",
        "\u0001",
        "0",
        "-",
        "1",
        "12.50",
        "-0",
        "0.1",
        "1e2",
        "1.5E-4",
        "123456789012345678",
        "1234567890123456789",
        "0.12345678901234567",
        "01",
        "true",
        "false",
        "null",
        "tru",
        "\ufeff",
        "\u0000",
        "long text without any end of it",
        "é"
    };

    private static final SeededJson DOCUMENTS = new SeededJson(
            20,
            random -> '"' + (random.nextInt(8) == 0 ? "é\\t😀" : "word ".repeat(random.nextInt(6))) + '"',
            (random, place) -> random.nextInt(20) == 0 ? 0 : place);

    private final QuickJson quick = new QuickJson();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " [ ] ",
                "{\"a\":[1,-2.50,1.5E-4,true,false,null,{\"b\":\"x\\ny \\\"z\\\" \\u00e9 \\ud83d\\ude00\"}],\"é\":\"漢 ?\"}",
                "\"text\"",
                "0",
                "-12.0"
            })
    void readsWhatIsUsual(String json) {
        assertThat(quick.read(json)).isNotSameAs(QuickJson.UNSURE).isEqualTo(jacksons(json));
        assertThat(quick.read(json.getBytes(UTF_8))).isEqualTo(jacksons(json));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void leavesWhatIsUnusualOrWrongToOthers(String json) {
        assertThat(quick.read(json)).isSameAs(QuickJson.UNSURE);
    }

    @Test
    void leavesBytesThatAreNoTextToOthers() {
        for (byte[] bytes : List.of(
                new byte[] {'"', (byte) 0xC3, '"'},
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0xBD, '"'},
                new byte[] {'"', (byte) 0xFF, (byte) 0xC0, (byte) 0x80, '"'},
                new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '1'},
                new byte[] {'1', 0})) {
            assertThat(quick.read(bytes)).isSameAs(QuickJson.UNSURE);
        }
    }

    @Test
    void readsAnyTextAsJacksonDoesOrNotAtAll() {
        assertThat(SeededJson.texts(3, PIECES, this::sameOrUnsure)).isGreaterThan(5_000);
    }

    @Test
    void readsAnyDocumentAsJacksonDoesOrNotAtAll() {
        assertThat(DOCUMENTS.documents(4, PIECES, this::sameOrUnsure)).isGreaterThan(10_000);
    }

    @Test
    void readsTheSameAfterAnythingElse() {
        String wide = "{" + "\"x\":1,".repeat(500) + "\"x\":2}";
        assertThat(quick.read(wide)).isSameAs(QuickJson.UNSURE);
        assertThat(quick.read("[{\"a\":1,")).isSameAs(QuickJson.UNSURE);
        readsWhatIsUsual("[{\"a\":1},{\"b\":{\"a\":2}}]");
    }

    static Stream<String> unusual() {
        return Stream.of(
                "",
                " ",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1",
                "{\"a\":1}x",
                "[1,]",
                "{,}",
                "{\"a\" 1}",
                "01",
                "1.",
                "1e400",
                "+1",
                "1234567890123456789",
                "0.1234567890123456",
                "\"\\ud83d\"",
                "\"\ud83d\"",
                "\"\ufffd\"",
                "\"\u0001\"",
                "nul",
                "\"\\x\"",
                "\"a",
                "\"\\",
                "[".repeat(65) + "]".repeat(65),
                "\ufeff1");
    }

    private int sameOrUnsure(String json) {
        Object ofText = quick.read(json);
        Object ofBytes = quick.read(json.getBytes(UTF_8));
        if (ofText != QuickJson.UNSURE) {
            assertThat(ofText).as("read from text").isEqualTo(jacksons(json));
        }
        if (ofBytes != QuickJson.UNSURE) {
            assertThat(ofBytes).as("read from bytes").isEqualTo(jacksonsOfBytes(json));
        }
        return ofText == QuickJson.UNSURE ? 0 : 1;
    }

    private static Object jacksons(String json) {
        try (JsonParser parser = JsonText.FACTORY.createParser(json)) {
            return JsonText.document(parser, JsonText::value);
        } catch (IOException e) {
            throw new AssertionError("Jackson cannot read what was read", e);
        }
    }

    private static Object jacksonsOfBytes(String json) {
        try (JsonParser parser = JsonText.FACTORY.createParser(json.getBytes(UTF_8))) {
            return JsonText.document(parser, JsonText::value);
        } catch (IOException e) {
            throw new AssertionError("Jackson cannot read what was read", e);
        }
    }
}

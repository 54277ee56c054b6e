/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.content.Offloaded.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffloadedTest {

    private static final String KEY = "2026-11-23/00112233445566778899aabbccddeeff";
    private static final String DIGEST = "ab".repeat(32);
    private static final String HEADER = "[{\"bytes\":5242880,\"key\":\"" + KEY
            + "\",\"place\":\"/content/input_messages_json\",\"sha256\":\"" + DIGEST + "\"}]";

    @Test
    void isWrittenAndReadAsTheHeaderThatIsDocumented() {
        List<Offloaded> texts = List.of(new Offloaded(
                Pointer.parse("/content/input_messages_json"), new ContentRef(KEY, 5_242_880, DIGEST), Kind.TEXT));

        assertThat(Offloaded.write(texts)).isEqualTo(HEADER);
        assertThat(Offloaded.read(HEADER)).isEqualTo(texts);
        assertThat(texts.get(0).ref().text())
                .isEqualTo("{\"bytes\":5242880,\"content_ref\":\"" + KEY + "\",\"sha256\":\"" + DIGEST + "\"}");
    }

    @Test
    void saysOfBytesThatTheyAreBytes() {
        List<Offloaded> contents =
                List.of(new Offloaded(Pointer.parse("/audio"), new ContentRef(KEY, 7, DIGEST), Kind.BYTES));

        assertThat(Offloaded.write(contents))
                .isEqualTo("[{\"bytes\":7,\"key\":\"" + KEY + "\",\"place\":\"/audio\",\"sha256\":\"" + DIGEST
                        + "\",\"type\":\"bytes\"}]");
        assertThat(Offloaded.read(Offloaded.write(contents))).isEqualTo(contents);
        assertThatThrownBy(() ->
                        Offloaded.read(Offloaded.write(contents).replace("\"type\":\"bytes\"", "\"type\":\"canary\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary",
                "{}",
                "[canary]",
                "[1]",
                "[{}]",
                "[{\"bytes\":1,\"key\":\"../2026-11-23/00112233445566778899aabbccddeeff\",\"place\":\"\",\"sha256\":\"\"}]"
            })
    void refusesOtherHeadersWithoutRepeatingThem(String header) {
        assertThatThrownBy(() -> Offloaded.read(header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "s3://other/2026-11-23/00112233445566778899aabbccddeeff",
                "../2026-11-23/00112233445566778899aabbccddeeff",
                "2026-11-23/../0112233445566778899aabbccddeeff",
                "2026-11-23/00112233445566778899aabbccddeeff/x",
                "2026-11-23/00112233445566778899aabbccddeeff\n",
                ""
            })
    void leadsNowhereOutOfTheArea(String key) {
        assertThatThrownBy(() -> new ContentRef(key, 1, DIGEST)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesLengthsThatOverflow() {
        assertThatThrownBy(() -> new ContentRef(KEY, Long.MAX_VALUE, DIGEST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContentRef(KEY, -1, DIGEST)).isInstanceOf(IllegalArgumentException.class);
    }
}

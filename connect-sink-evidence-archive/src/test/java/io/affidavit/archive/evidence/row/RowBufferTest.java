/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowBufferTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "\u00e9", "\u65e5\u672c", "\ud83d\ude00", "\ud83d", "\ude00x", "a\u00e9\u65e5\ud83d\ude00"})
    void writesTextsOfAnyLengthAsUtf8(String text) {
        for (int times = 0; times < 120; times++) {
            // Given a text, short or long, after something else
            String repeated = text.repeat(times);
            RowBuffer buffer = new RowBuffer();
            buffer.putByte(7);

            // When it is written
            buffer.putUtf8(repeated);

            // Then it is what the JDK makes of it
            assertThat(Arrays.copyOfRange(buffer.array(), 1, buffer.size()))
                    .isEqualTo(repeated.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void writesNumbersBigEndianAtAnyPosition() {
        RowBuffer buffer = new RowBuffer();
        buffer.putByte(1);
        buffer.putInt(0x01020304);
        buffer.putLong(-2L);
        int opened = buffer.openLength();
        buffer.putByte(9);
        buffer.closeLength(opened);
        assertThat(Arrays.copyOf(buffer.array(), buffer.size()))
                .isEqualTo(ByteBuffer.allocate(18)
                        .put((byte) 1)
                        .putInt(0x01020304)
                        .putLong(-2L)
                        .putInt(1)
                        .put((byte) 9)
                        .array());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EightBytesTest {

    private static final byte[] TELLING = {
        0, 31, ' ', '!', '"', '#', '>', '?', '@', '[', '\\', ']', 127, -128, -95, -94, -36, -1
    };

    @Test
    void saysWhichByteIsTheFirstThatMayNotStandForItself() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000_000; i++) {
            byte[] bytes = bytes(random);
            long eight = EightBytes.get(bytes, 0);

            assertThat(first(EightBytes.special(eight))).isEqualTo(first(bytes, '"'));
            assertThat(first(EightBytes.specialOr(eight, '?'))).isEqualTo(first(bytes, '?'));
        }
    }

    private static byte[] bytes(SplittableRandom random) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(3) > 0 ? (byte) ('a' + i) : TELLING[random.nextInt(TELLING.length)];
        }
        return bytes;
    }

    private static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    private static int first(byte[] bytes, char other) {
        int at = 0;
        while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\' && bytes[at] != other) {
            at++;
        }
        return at;
    }
}

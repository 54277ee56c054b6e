/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.AesSiv;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link SivKey} against Tink's own AES-SIV, byte for byte. */
class SivKeyTest {

    private static final String LETTERS = "abcXYZ019@._- é€😀漢";

    @Test
    void givesTheBytesThatTinkGives() throws Exception {
        // Given
        Random random = new Random(17);
        for (int keys = 0; keys < 20; keys++) {
            byte[] key = bytes(random, 64);
            SivKey ours = new SivKey(key);
            AesSiv tink = new AesSiv(key);
            for (int length = 0; length < 100; length++) {
                byte[] associated = bytes(random, random.nextInt(70));
                char[] text = text(random, length);

                // When
                byte[] sealed = ours.encrypt(ours.start(associated), text, 0, text.length);

                // Then
                byte[] plain = new String(text).getBytes(StandardCharsets.UTF_8);
                assertThat(sealed).isEqualTo(tink.encryptDeterministically(plain, associated));
            }
        }
    }

    @Test
    void givesTheBytesThatTinkGivesForLongTexts() throws Exception {
        Random random = new Random(18);
        byte[] key = bytes(random, 64);
        SivKey ours = new SivKey(key);
        AesSiv tink = new AesSiv(key);
        for (int length : new int[] {8_190, 8_191, 8_192, 8_193, 8_208, 300_000, 7}) {
            char[] text = "x".repeat(length).toCharArray();

            byte[] sealed = ours.encrypt(ours.start(new byte[0]), text, 0, length);

            assertThat(sealed)
                    .isEqualTo(tink.encryptDeterministically(
                            "x".repeat(length).getBytes(StandardCharsets.UTF_8), new byte[0]));
        }
    }

    @Test
    void readsNothingOutsideOfItsBounds() {
        SivKey key = new SivKey(bytes(new Random(19), 64));
        byte[] start = key.start(new byte[0]);

        byte[] alone = key.encrypt(start, "ada".toCharArray(), 0, 3);

        assertThat(key.encrypt(start, "(ada)".toCharArray(), 1, 4)).isEqualTo(alone);
    }

    @Test
    void servesManyThreads() throws Exception {
        // Given
        SivKey key = new SivKey(bytes(new Random(20), 64));
        byte[] start = key.start(new byte[] {1});
        byte[][] expected = IntStream.range(0, 200)
                .mapToObj(i -> key.encrypt(start, ("user" + i).toCharArray(), 0, ("user" + i).length()))
                .toArray(byte[][]::new);
        ExecutorService pool = Executors.newFixedThreadPool(8);

        // When
        var results = IntStream.range(0, 8)
                .mapToObj(thread -> pool.submit(() -> {
                    for (int round = 0; round < 50; round++) {
                        for (int i = 0; i < 200; i++) {
                            char[] text = ("user" + i).toCharArray();
                            assertThat(key.encrypt(start, text, 0, text.length)).isEqualTo(expected[i]);
                        }
                    }
                }))
                .toList();

        // Then
        for (Future<?> result : results) {
            result.get();
        }
        pool.shutdown();
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static char[] text(Random random, int length) {
        int[] points = LETTERS.codePoints().toArray();
        boolean ascii = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(ascii ? 'a' + random.nextInt(26) : points[random.nextInt(points.length)]);
        }
        return text.toString().toCharArray();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private static final List<String> PARTS = Arrays.asList("req-0001", null, "", "é€");
    private static final String GOLDEN = "c9ff1efab8301cfeb99059d18e3ee8d0c4e4d4ec3f52f01da19f343f41241fec";

    private static byte[] key() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return key;
    }

    @Test
    void pinsTheHash() {
        assertThat(new KeyedHash("k1", key()).hash(PARTS)).isEqualTo(GOLDEN);
    }

    @Test
    void tellsNullFromEmpty() {
        KeyedHash hash = new KeyedHash("k1", key());

        assertThat(hash.hash(Arrays.asList((String) null))).isNotEqualTo(hash.hash(List.of("")));
    }

    @Test
    void hashesTextsThatAreInFormAlready() {
        // Given the second to the last of the parts, in the form that is hashed, between other bytes
        byte[] utf8 = "é€".getBytes(StandardCharsets.UTF_8);
        byte[] formed = ByteBuffer.allocate(4 + 3 * 4 + utf8.length + 1)
                .putInt(7)
                .putInt(-1)
                .putInt(0)
                .putInt(utf8.length)
                .put(utf8)
                .put((byte) 7)
                .array();

        // When
        KeyedHash.Sequence sequence = new KeyedHash("k1", key()).begin().add(PARTS.get(0));
        sequence.addFormed(formed, 4, formed.length - 1);

        // Then
        assertThat(sequence.hash()).isEqualTo(GOLDEN);
    }

    @Test
    void hashesSequenceAfterSequence() {
        // Given one that was left in the middle
        KeyedHash.Sequence sequence = new KeyedHash("k1", key()).sequence();
        sequence.begin().add("left");

        for (int round = 0; round < 3; round++) {
            // When
            sequence.begin();
            PARTS.forEach(sequence::add);

            // Then
            assertThat(sequence.hash()).isEqualTo(GOLDEN);
        }
    }

    @Test
    void isSafeForConcurrentUse() {
        KeyedHash hash = new KeyedHash("k1", key());

        assertThat(IntStream.range(0, 10_000)
                        .parallel()
                        .mapToObj(i -> hash.hash(PARTS))
                        .distinct())
                .containsExactly(GOLDEN);
    }

    @Test
    void refusesShortKeysWithoutPrintingThem() {
        assertThatThrownBy(() -> new KeyedHash("k1", "canary".getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("Cannot use hash key: ")
                .hasMessageNotContaining("canary");
    }

    @Test
    void readsBase64() {
        String base64 = java.util.Base64.getEncoder().encodeToString(key());

        assertThat(KeyedHash.ofBase64("k1", base64 + "\n").hash(PARTS)).isEqualTo(GOLDEN);
    }

    @Test
    void refusesOtherTextWithoutPrintingIt() {
        assertThatThrownBy(() -> KeyedHash.ofBase64("k1", "canary secret ~~~ not base64"))
                .hasMessageStartingWith("Cannot use hash key: ")
                .hasMessageNotContaining("canary");
    }

    @Test
    void printsOnlyTheKeyId() {
        assertThat(new KeyedHash("k1", key())).hasToString("KeyedHash[k1]");
    }
}

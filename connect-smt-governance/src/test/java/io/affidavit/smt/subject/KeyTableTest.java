/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.util.Bytes;
import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.WrappedKey;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    private final KeyTable table = new KeyTable(2, "keys");

    @Test
    void givesBackWhatItHolds() {
        WrappedKey key = key(1);
        table.put(key);
        table.put(key);
        table.put(key(2));

        assertThat(table.find(key.id())).contains(key);
        table.remove(key.id());
        assertThat(table.find(key.id())).isEmpty();
        assertThat(table.find(key(2).id())).contains(key(2));
        table.clear();
        assertThat(table.find(key(2).id())).isEmpty();
    }

    @Test
    void saysThatItIsFull() {
        table.put(key(1));
        table.put(key(2));

        assertThatThrownBy(() -> table.put(key(3)))
                .isInstanceOf(KeyTopicException.class)
                .hasMessageContaining("more than 2");
    }

    @Test
    void holdsWhatAMapHoldsThroughGrowthAndRemoval() {
        // Given ids of which many stand at the same place
        KeyTable large = new KeyTable(1_000_000, "keys");
        Map<Id128, WrappedKey> model = new HashMap<>();
        Random random = new Random(7);
        List<Id128> ids = IntStream.range(0, 3_000)
                .mapToObj(i -> new Id128(i, random.nextInt(4) == 0 ? random.nextInt(500) : random.nextLong()))
                .toList();

        // When
        for (int i = 0; i < 30_000; i++) {
            Id128 id = ids.get(random.nextInt(ids.size()));
            if (random.nextInt(3) == 0) {
                large.remove(id);
                model.remove(id);
            } else {
                WrappedKey key = new WrappedKey(new Id128(i, i), id, wrapped(i));
                large.put(key);
                model.put(id, key);
            }
        }

        // Then
        assertThat(ids).allSatisfy(id -> assertThat(large.find(id)).isEqualTo(Optional.ofNullable(model.get(id))));
    }

    private static Bytes wrapped(int content) {
        byte[] bytes = new byte[WrappedKey.WRAPPED_BYTES];
        ByteBuffer.wrap(bytes).putInt(content);
        return Bytes.copyFrom(bytes);
    }

    private static WrappedKey key(int id) {
        return new WrappedKey(new Id128(0, id), new Id128(id, 0), wrapped(id));
    }
}

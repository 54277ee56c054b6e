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

    private static WrappedKey key(int id) {
        return new WrappedKey(new Id128(0, id), new Id128(id, 0), Bytes.copyFrom(new byte[] {1, 2, (byte) id}));
    }
}

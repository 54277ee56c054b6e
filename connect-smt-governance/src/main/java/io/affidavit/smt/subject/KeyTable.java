/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import com.google.crypto.tink.util.Bytes;
import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.WrappedKey;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Wrapped keys by their ids, each in one array of bytes. Not safe for concurrent use. */
final class KeyTable {

    private final Map<Id128, byte[]> keys = new HashMap<>();
    private final int most;
    private final String topic;

    /** @param topic named where the table is full */
    KeyTable(int most, String topic) {
        this.most = most;
        this.topic = topic;
    }

    /** @throws KeyTopicException if there are more than may be held */
    void put(WrappedKey key) {
        ByteBuffer bytes = ByteBuffer.allocate(Id128.BYTES + key.wrapped().size());
        key.subject().write(bytes);
        bytes.put(key.wrapped().toByteArray());
        keys.put(key.id(), bytes.array());
        if (keys.size() > most) {
            throw new KeyTopicException("Cannot hold the keys of topic " + topic + ": there are more than " + most
                    + ". Raise reveal.subject.keys.max, and the worker's heap with it.");
        }
    }

    void remove(Id128 id) {
        keys.remove(id);
    }

    Optional<WrappedKey> find(Id128 id) {
        byte[] bytes = keys.get(id);
        if (bytes == null) {
            return Optional.empty();
        }
        Bytes wrapped = Bytes.copyFrom(bytes, Id128.BYTES, bytes.length - Id128.BYTES);
        return Optional.of(new WrappedKey(Id128.read(ByteBuffer.wrap(bytes)), id, wrapped));
    }

    void clear() {
        keys.clear();
    }
}

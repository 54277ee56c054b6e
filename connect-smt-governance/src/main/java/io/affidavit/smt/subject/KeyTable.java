/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import com.google.crypto.tink.util.Bytes;
import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.WrappedKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Wrapped keys by their ids, for millions of them: slots of fixed size in pages, found through an open-addressed index. Ids are
 * random, so that their bits serve as hash. Takes about 110 bytes for each key. Not safe for concurrent use.
 */
final class KeyTable {

    private static final int SLOT = 2 * Id128.BYTES + WrappedKey.WRAPPED_BYTES;
    private static final int SLOTS_OF_PAGE = 4096;
    private static final int EMPTY = -1;

    private final int most;
    private final String topic;
    private final List<ByteBuffer> pages = new ArrayList<>();
    /** Numbers of slots; an id stands at the first free place from that which its bits name. */
    private int[] index;

    private int size;
    /** Slots that were ever used. */
    private int used;
    /** The slot that was let go last, which names the one before. */
    private int free;

    /**
     * @param most keys that may be held
     * @param topic named where there are more
     */
    KeyTable(int most, String topic) {
        this.most = most;
        this.topic = topic;
        clear();
    }

    /** @throws KeyTopicException if there are more than may be held */
    void put(WrappedKey key) {
        int place = place(key.id());
        if (index[place] == EMPTY) {
            if (size == most) {
                throw new KeyTopicException("Cannot hold the keys of topic " + topic + ": there are more than " + most
                        + ". Raise reveal.subject.keys.max, and the worker's heap with it.");
            }
            index[place] = allocate();
            size++;
        }
        ByteBuffer slot = slot(index[place]);
        key.id().write(slot);
        key.subject().write(slot);
        slot.put(key.wrapped().toByteArray());
        if (size > index.length / 2) {
            grow();
        }
    }

    void remove(Id128 id) {
        int place = place(id);
        if (index[place] == EMPTY) {
            return;
        }
        slot(index[place]).putInt(free);
        free = index[place];
        size--;
        index[place] = EMPTY;
        // what stood behind because of it moves up, so that it is found
        for (int next = after(place); index[next] != EMPTY; next = after(next)) {
            int moved = index[next];
            index[next] = EMPTY;
            index[place(id(moved))] = moved;
        }
    }

    Optional<WrappedKey> find(Id128 id) {
        int place = place(id);
        if (index[place] == EMPTY) {
            return Optional.empty();
        }
        ByteBuffer slot = slot(index[place]);
        slot.position(slot.position() + Id128.BYTES);
        Id128 subject = Id128.read(slot);
        byte[] wrapped = new byte[WrappedKey.WRAPPED_BYTES];
        slot.get(wrapped);
        return Optional.of(new WrappedKey(subject, id, Bytes.copyFrom(wrapped)));
    }

    void clear() {
        pages.clear();
        index = emptyIndex(1024);
        size = 0;
        used = 0;
        free = EMPTY;
    }

    /** Where the id stands, or would. */
    private int place(Id128 id) {
        int place = (int) id.low() & index.length - 1;
        while (index[place] != EMPTY && !id(index[place]).equals(id)) {
            place = after(place);
        }
        return place;
    }

    private int after(int place) {
        return place + 1 & index.length - 1;
    }

    private Id128 id(int number) {
        return Id128.read(slot(number));
    }

    /** A view of the slot from its beginning. */
    private ByteBuffer slot(int number) {
        return pages.get(number / SLOTS_OF_PAGE).duplicate().position(number % SLOTS_OF_PAGE * SLOT);
    }

    private int allocate() {
        if (free != EMPTY) {
            int slot = free;
            free = slot(slot).getInt();
            return slot;
        }
        if (used == pages.size() * SLOTS_OF_PAGE) {
            pages.add(ByteBuffer.allocate(SLOTS_OF_PAGE * SLOT));
        }
        return used++;
    }

    private void grow() {
        int[] before = index;
        index = emptyIndex(Math.multiplyExact(before.length, 2));
        for (int number : before) {
            if (number != EMPTY) {
                index[place(id(number))] = number;
            }
        }
    }

    private static int[] emptyIndex(int places) {
        int[] empty = new int[places];
        Arrays.fill(empty, EMPTY);
        return empty;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.misuse;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Things that wait by id, ordered by time, of at most so many. */
final class Waiting {

    /**
     * One of them.
     *
     * @param id its name
     * @param time event time in milliseconds
     * @param position where it was read
     */
    record Item(String id, long time, long position) {

        static final Comparator<Item> BY_TIME =
                Comparator.comparingLong(Item::time).thenComparing(Item::id);
    }

    private static final int NAME_BYTES = 3 * Tally.NAME_CHARS;

    private final int most;
    private final Map<String, Item> byId = new HashMap<>();
    private final NavigableSet<Item> byTime = new TreeSet<>(Item.BY_TIME);

    Waiting(int most) {
        this.most = most;
    }

    Optional<Item> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Adds an item whose id does not wait yet; gives back the oldest where there are too many now. */
    Optional<Item> add(Item item) {
        byId.put(item.id(), item);
        byTime.add(item);
        return byId.size() > most ? Optional.of(remove(byTime.first())) : Optional.empty();
    }

    Item remove(Item item) {
        byId.remove(item.id());
        byTime.remove(item);
        return item;
    }

    /** Removes and gives back all from before a time, oldest first. */
    List<Item> before(long time) {
        List<Item> removed = new ArrayList<>();
        while (!byTime.isEmpty() && byTime.first().time() < time) {
            removed.add(remove(byTime.first()));
        }
        return removed;
    }

    int size() {
        return byId.size();
    }

    void clear() {
        byId.clear();
        byTime.clear();
    }

    void save(StateWriter writer) {
        writer.writeInt(byTime.size());
        byTime.forEach(
                item -> writer.writeText(item.id()).writeLong(item.time()).writeLong(item.position()));
    }

    void restore(StateReader reader) {
        int count = reader.readLength(most, Integer.BYTES + 2 * Long.BYTES);
        for (int i = 0; i < count; i++) {
            add(new Item(reader.readText(NAME_BYTES), reader.readCount(), reader.readLong()));
        }
        if (byId.size() != count || byTime.size() != count) {
            throw reader.invalid("an id waits twice");
        }
    }

    long stateBytes() {
        return Integer.BYTES + (long) most * (Integer.BYTES + NAME_BYTES + 2 * Long.BYTES);
    }
}

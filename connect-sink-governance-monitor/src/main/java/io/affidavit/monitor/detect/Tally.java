/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Rows of counts by name, of at most so many names: what comes after the last free place is counted together. Names longer
 * than {@value #NAME_CHARS} characters count under their beginning, so that the size stays bounded.
 *
 * <p>Merging is exact while the names of both sides together fit.
 */
public final class Tally {

    /** Characters of a name that are kept. */
    public static final int NAME_CHARS = 128;

    /** UTF-8 bytes that a kept name takes at most. */
    private static final int NAME_BYTES = 3 * NAME_CHARS;

    private final int most;
    private final int columns;
    private final Map<String, long[]> rows = new HashMap<>();
    private final long[] overflow;
    private final long[] total;

    /**
     * @param most names that are counted one by one
     * @param columns counts for each name
     */
    public Tally(int most, int columns) {
        Inputs.require(most >= 1 && columns >= 1, "at least one name and one count");
        this.most = most;
        this.columns = columns;
        this.overflow = new long[columns];
        this.total = new long[columns];
    }

    /** Counts once in a column of a name. */
    public void add(String name, int column) {
        row(kept(name))[column]++;
        total[column]++;
    }

    private long[] row(String name) {
        long[] row = rows.get(name);
        if (row != null) {
            return row;
        }
        if (rows.size() == most) {
            return overflow;
        }
        long[] fresh = new long[columns];
        rows.put(name, fresh);
        return fresh;
    }

    /**
     * The name as it is kept: at most {@value #NAME_CHARS} characters, and text that UTF-8 gives back as it was, so half
     * surrogate pairs become question marks.
     */
    public static String kept(String name) {
        int end = Math.min(name.length(), NAME_CHARS);
        if (end < name.length() && Character.isSurrogatePair(name.charAt(end - 1), name.charAt(end))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (Character.isSurrogate(name.charAt(i))) {
                return new String(name.substring(0, end).getBytes(UTF_8), UTF_8);
            }
        }
        return end == name.length() ? name : name.substring(0, end);
    }

    /** Adds another tally's counts, in the order of names. */
    public void merge(Tally other) {
        other.forEach((name, counts) -> addTo(row(name), counts));
        addTo(overflow, other.overflow);
        addTo(total, other.total);
    }

    private static void addTo(long[] sums, long[] counts) {
        for (int column = 0; column < sums.length; column++) {
            sums[column] += counts[column];
        }
    }

    /** Every name with its counts, in the order of names; the counts must not be changed. */
    public void forEach(BiConsumer<String, long[]> action) {
        Map<String, long[]> sorted = new TreeMap<>(Comparator.naturalOrder());
        sorted.putAll(rows);
        sorted.forEach(action);
    }

    /** Counts of names that found no place. */
    public long overflow(int column) {
        return overflow[column];
    }

    /** All counts of a column together. */
    public long total(int column) {
        return total[column];
    }

    /** Forgets all counts. */
    public void clear() {
        rows.clear();
        for (int column = 0; column < columns; column++) {
            overflow[column] = 0;
            total[column] = 0;
        }
    }

    /** Writes the counts in the order of names. */
    public void save(StateWriter writer) {
        writer.writeLongs(overflow).writeInt(rows.size());
        forEach((name, counts) -> {
            writer.writeText(name);
            for (long count : counts) {
                writer.writeLong(count);
            }
        });
    }

    /** Fills this empty tally. */
    public void restore(StateReader reader) {
        addTo(overflow, reader.readCounts(columns));
        addTo(total, overflow);
        int names = reader.readLength(most, Integer.BYTES + columns * Long.BYTES);
        for (int i = 0; i < names; i++) {
            String name = reader.readText(NAME_BYTES);
            long[] counts = new long[columns];
            for (int column = 0; column < columns; column++) {
                counts[column] = reader.readCount();
            }
            addTo(total, counts);
            if (name.length() > NAME_CHARS || rows.put(name, counts) != null) {
                throw reader.invalid("a name is there twice or too long");
            }
        }
    }

    /** Upper bound of what {@link #save} writes, in bytes. */
    public long stateBytes() {
        long counts = (long) columns * Long.BYTES;
        return 2 * Integer.BYTES + counts + most * (Integer.BYTES + NAME_BYTES + counts);
    }
}

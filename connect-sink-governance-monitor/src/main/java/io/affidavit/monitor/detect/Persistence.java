/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

/**
 * Asks for a finding in k of the last m windows before it counts, so that one unlucky window does not.
 *
 * <p>Windows with too small a sample are not windows here: leave them out. State: 18 bytes.
 */
public final class Persistence {

    private static final int VERSION = 1;

    private final int hits;
    private final int windows;
    private long found;
    private long seen;

    /**
     * @param hits k, at least 1
     * @param windows m, from k to 64
     */
    public Persistence(int hits, int windows) {
        if (hits < 1 || windows < hits || windows > Long.SIZE) {
            throw new IllegalArgumentException(
                    "Cannot build persistence: 1 <= hits <= windows <= 64 does not hold. Ask for 2 of 3, for example.");
        }
        this.hits = hits;
        this.windows = windows;
    }

    /** Takes the latest window and says whether the finding persists now. */
    public boolean add(boolean finding) {
        found = (found << 1 | (finding ? 1 : 0)) & mask();
        seen = Math.min(seen + 1, windows);
        return holds();
    }

    /** Whether the finding persists, k of the last m windows having it. */
    public boolean holds() {
        return Long.bitCount(found) >= hits;
    }

    /** How many of the last m windows there have been. */
    public int seen() {
        return (int) seen;
    }

    public void reset() {
        found = 0;
        seen = 0;
    }

    public void save(StateWriter writer) {
        writer.begin(StateKind.PERSISTENCE, VERSION).writeLong(found).writeLong(seen);
    }

    public static Persistence restore(int hits, int windows, StateReader reader) {
        Persistence restored = new Persistence(hits, windows);
        reader.begin(StateKind.PERSISTENCE, VERSION);
        restored.found = reader.readLong();
        restored.seen = reader.readCount();
        if ((restored.found & ~restored.mask()) != 0 || restored.seen > windows) {
            throw reader.invalid("it remembers more windows than configured");
        }
        return restored;
    }

    /** Upper bound of the state in bytes. */
    public long stateBytes() {
        return 2 + 2 * Long.BYTES;
    }

    private long mask() {
        return windows == Long.SIZE ? -1L : (1L << windows) - 1;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.version;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;

/** The latest decisions of one version: of each the outcome and the bin of its score, one byte. */
final class VersionWindow {

    /** The bin of a decision without a score. */
    static final int NO_SCORE = 127;

    private final byte[] decisions;
    private int next;
    private int size;

    VersionWindow(int most) {
        this.decisions = new byte[most];
    }

    void add(boolean favourable, int bin) {
        decisions[next] = (byte) (bin << 1 | (favourable ? 1 : 0));
        next = next + 1 == decisions.length ? 0 : next + 1;
        size = Math.min(size + 1, decisions.length);
    }

    int size() {
        return size;
    }

    boolean full() {
        return size == decisions.length;
    }

    long favourable() {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += decisions[i] & 1;
        }
        return count;
    }

    double rate() {
        return (double) favourable() / size;
    }

    /** How many decisions have a score in each of so many bins. */
    long[] scores(int bins) {
        long[] counts = new long[bins];
        for (int i = 0; i < size; i++) {
            int bin = Byte.toUnsignedInt(decisions[i]) >>> 1;
            if (bin != NO_SCORE) {
                counts[bin]++;
            }
        }
        return counts;
    }

    void clear() {
        next = 0;
        size = 0;
    }

    /** Writes the decisions, oldest first. */
    void save(StateWriter writer) {
        byte[] ordered = new byte[size];
        int oldest = full() ? next : 0;
        for (int i = 0; i < size; i++) {
            ordered[i] = decisions[(oldest + i) % decisions.length];
        }
        writer.writeBytes(ordered);
    }

    void restore(StateReader reader, int bins) {
        byte[] ordered = reader.readBytes(decisions.length);
        clear();
        for (byte decision : ordered) {
            int bin = Byte.toUnsignedInt(decision) >>> 1;
            if (bin >= bins && bin != NO_SCORE) {
                throw reader.invalid("a score lies in no bin");
            }
            add((decision & 1) == 1, bin);
        }
    }

    /** Takes the other window's decisions instead of its own. */
    void become(VersionWindow other) {
        System.arraycopy(other.decisions, 0, decisions, 0, decisions.length);
        next = other.next;
        size = other.size;
    }

    long stateBytes() {
        return (long) Integer.BYTES + decisions.length;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.misuse;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;

/** What one agent did: its latest calls and the sequences it has used, as 64-bit hashes. */
final class ToolHistory {

    private final long[] latest;
    private final int most;
    private final Recent<Long, Boolean> sequences;
    private int held;
    private long calls;

    /**
     * @param length calls in a sequence
     * @param most sequences kept
     */
    ToolHistory(int length, int most) {
        this.latest = new long[length];
        this.most = most;
        this.sequences = new Recent<>(most);
    }

    /** Takes a call and says whether it completed a sequence that is not among those kept. */
    boolean add(long tool) {
        calls++;
        System.arraycopy(latest, 1, latest, 0, latest.length - 1);
        latest[latest.length - 1] = tool;
        held = Math.min(held + 1, latest.length);
        if (held < latest.length) {
            return false;
        }
        long sequence = 0;
        for (long call : latest) {
            sequence = ToolSequences.mix(sequence * 31 + call);
        }
        boolean unseen = sequences.use(sequence) == null;
        if (unseen) {
            sequences.put(sequence, Boolean.TRUE);
        }
        return unseen;
    }

    /** What follows is no continuation of the calls so far. */
    void pause() {
        held = 0;
    }

    long calls() {
        return calls;
    }

    void save(StateWriter writer) {
        writer.writeLong(calls).writeInt(held).writeLongs(latest).writeInt(sequences.size());
        sequences.forEach((sequence, ignored) -> writer.writeLong(sequence));
    }

    void restore(StateReader reader) {
        calls = reader.readCount();
        held = reader.readInt(0, latest.length);
        long[] hashes = reader.readLongs(latest.length);
        System.arraycopy(hashes, 0, latest, 0, hashes.length);
        int count = reader.readLength(most, Long.BYTES);
        for (int i = 0; i < count; i++) {
            sequences.put(reader.readLong(), Boolean.TRUE);
        }
        if (sequences.size() != count) {
            throw reader.invalid("a sequence is there twice");
        }
    }

    static long stateBytes(int length, int most) {
        return Long.BYTES + 3 * Integer.BYTES + (long) length * Long.BYTES + (long) most * Long.BYTES;
    }
}

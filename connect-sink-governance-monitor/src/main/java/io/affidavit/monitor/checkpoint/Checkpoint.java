/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.checkpoint;

import java.util.Arrays;
import java.util.Objects;

/** How far a partition has come, and what its state was then. */
public final class Checkpoint {

    private final long nextOffset;
    private final long sequence;
    private final byte[] state;

    /**
     * @param nextOffset of the first record that the state has not seen
     * @param sequence grows by one with every checkpoint of the partition
     * @param state bytes of the state; none where an operator moved the offset, so that the state must begin anew
     */
    public Checkpoint(long nextOffset, long sequence, byte[] state) {
        if (nextOffset < 0 || sequence < 0) {
            throw new IllegalArgumentException(
                    "Cannot make checkpoint: offset or sequence is negative. Count them from 0.");
        }
        this.nextOffset = nextOffset;
        this.sequence = sequence;
        this.state = state.clone();
    }

    public long nextOffset() {
        return nextOffset;
    }

    public long sequence() {
        return sequence;
    }

    public byte[] state() {
        return state.clone();
    }

    /** Whether the state begins anew. */
    public boolean fresh() {
        return state.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && nextOffset == that.nextOffset
                && sequence == that.sequence
                && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
        return Objects.hash(nextOffset, sequence, Arrays.hashCode(state));
    }

    @Override
    public String toString() {
        return "Checkpoint[nextOffset=" + nextOffset + ", sequence=" + sequence + ", bytes=" + state.length + "]";
    }
}

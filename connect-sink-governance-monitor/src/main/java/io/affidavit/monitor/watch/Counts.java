/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;

/** What became of a partition's records, since its state began. */
public final class Counts {

    private long records;
    private long late;
    private long ahead;
    private long untimed;
    private long unreadable;
    private long unusable;
    private long tombstones;
    private long controls;
    private long overflow;

    Counts() {}

    /** Records that were looked at. */
    public long records() {
        return records;
    }

    /** Times that a monitor did not take a record because its window was over. */
    public long late() {
        return late;
    }

    /** Records that claim to be from the future. */
    public long ahead() {
        return ahead;
    }

    /** Records without a readable event time, for which their Kafka timestamp stood. */
    public long untimed() {
        return untimed;
    }

    /** Records of which no fields could be read. */
    public long unreadable() {
        return unreadable;
    }

    /** Times that a monitor found nothing usable in its input fields. */
    public long unusable() {
        return unusable;
    }

    /** Records without a value. */
    public long tombstones() {
        return tombstones;
    }

    /** Control records, which are about other records. */
    public long controls() {
        return controls;
    }

    /** Records of scopes beyond the limit. */
    public long overflow() {
        return overflow;
    }

    void record() {
        records++;
    }

    void lateOne() {
        late++;
    }

    void aheadOne() {
        ahead++;
    }

    void untimedOne() {
        untimed++;
    }

    void unreadableOne() {
        unreadable++;
    }

    void unusableOne() {
        unusable++;
    }

    void tombstone() {
        tombstones++;
    }

    void control() {
        controls++;
    }

    void overflowOne() {
        overflow++;
    }

    void save(StateWriter writer) {
        writer.writeLongs(
                new long[] {records, late, ahead, untimed, unreadable, unusable, tombstones, controls, overflow});
    }

    static Counts restore(StateReader reader) {
        long[] saved = reader.readCounts(9);
        Counts counts = new Counts();
        counts.records = saved[0];
        counts.late = saved[1];
        counts.ahead = saved[2];
        counts.untimed = saved[3];
        counts.unreadable = saved[4];
        counts.unusable = saved[5];
        counts.tombstones = saved[6];
        counts.controls = saved[7];
        counts.overflow = saved[8];
        return counts;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

/**
 * How many offsets of a range ended where. Every offset ends in exactly one place, so the counts add up to the range.
 *
 * @param archived records written to this table
 * @param quarantined records written to the quarantine table
 * @param deadLettered records that Connect's dead-letter topic acknowledged
 * @param tombstones records without a value, which hold nothing to archive
 * @param controls control records, which speak to the pipeline and hold no event
 * @param elsewhere offsets that another table accounts for
 * @param gapsExplained offsets without a record, of which the broker says that no reader can see one there
 * @param gapsUnexplained offsets without a record for which nothing is known to account
 */
public record OffsetFates(
        long archived,
        long quarantined,
        long deadLettered,
        long tombstones,
        long controls,
        long elsewhere,
        long gapsExplained,
        long gapsUnexplained) {

    /** No offset at all. */
    public static final OffsetFates NONE = new OffsetFates(0, 0, 0, 0, 0, 0, 0, 0);

    public OffsetFates {
        for (long count : new long[] {
            archived, quarantined, deadLettered, tombstones, controls, elsewhere, gapsExplained, gapsUnexplained
        }) {
            SafeNumbers.check(count);
        }
    }

    /** So many archived records and nothing else. */
    public static OffsetFates archived(long records) {
        return new OffsetFates(records, 0, 0, 0, 0, 0, 0, 0);
    }

    public OffsetFates plus(OffsetFates other) {
        return new OffsetFates(
                archived + other.archived,
                quarantined + other.quarantined,
                deadLettered + other.deadLettered,
                tombstones + other.tombstones,
                controls + other.controls,
                elsewhere + other.elsewhere,
                gapsExplained + other.gapsExplained,
                gapsUnexplained + other.gapsUnexplained);
    }

    /** How many offsets these are. */
    public long total() {
        return archived
                + quarantined
                + deadLettered
                + tombstones
                + controls
                + elsewhere
                + gapsExplained
                + gapsUnexplained;
    }
}

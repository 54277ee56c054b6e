/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

/**
 * What became of the offsets of one topic partition in one commit: {@code from} to {@code to}, every one accounted for.
 *
 * @param topic the source topic
 * @param partition its partition
 * @param from first offset covered
 * @param to first offset after the range, where the next commit begins
 * @param archived records written to this table
 * @param quarantined records written to the quarantine table or a dead-letter topic
 * @param dropped records that hold nothing to archive, such as tombstones
 * @param gaps offsets the broker delivered no record for: transaction markers, compaction, records that failed before the sink
 */
public record OffsetRange(
        String topic, int partition, long from, long to, long archived, long quarantined, long dropped, long gaps) {

    public OffsetRange {
        if (topic.isEmpty() || partition < 0) {
            throw new IllegalArgumentException(
                    "Cannot attest offsets: no topic partition " + topic + "-" + partition + ".");
        }
        for (long count : new long[] {from, to, archived, quarantined, dropped, gaps}) {
            SafeNumbers.check(count);
        }
        if (from > to || archived + quarantined + dropped + gaps != to - from) {
            throw new IllegalArgumentException("Cannot attest offsets " + from + " to " + to + " of " + topic + "-"
                    + partition + ": archived " + archived + ", quarantined " + quarantined + ", dropped " + dropped
                    + " and gaps " + gaps + " do not add up.");
        }
    }
}

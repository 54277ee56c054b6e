/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.util.List;
import java.util.Objects;

/**
 * What became of the offsets of one topic partition in one commit: {@code from} to {@code to}, every one accounted for.
 *
 * @param topic the source topic
 * @param partition its partition
 * @param from first offset covered
 * @param to first offset after the range, where the next commit begins
 * @param fates where its offsets ended
 * @param unexplained where the unexplained gaps are, ascending: all of them, or the first {@link #MAX_SPANS}
 * @param anchored false if reading resumed at {@code from} and the record before it had gone from the topic, so that
 *     nothing bears witness that it is still the topic that was archived
 */
public record OffsetRange(
        String topic,
        int partition,
        long from,
        long to,
        OffsetFates fates,
        List<OffsetSpan> unexplained,
        boolean anchored) {

    /** How many unexplained gaps a range locates, so that a statement stays small. */
    public static final int MAX_SPANS = 100;

    public OffsetRange {
        Objects.requireNonNull(fates, "fates");
        unexplained = List.copyOf(unexplained);
        if (topic.isEmpty() || partition < 0) {
            throw new IllegalArgumentException(
                    "Cannot attest offsets: no topic partition " + topic + "-" + partition + ".");
        }
        SafeNumbers.check(from);
        SafeNumbers.check(to);
        if (from > to || fates.total() != to - from) {
            throw new IllegalArgumentException("Cannot attest offsets " + from + " to " + to + " of " + topic + "-"
                    + partition + ": the counts of their fates do not add up.");
        }
        if (!locates(unexplained, from, to, fates.gapsUnexplained())) {
            throw new IllegalArgumentException("Cannot attest offsets " + from + " to " + to + " of " + topic + "-"
                    + partition + ": the unexplained gaps are not where or not as many as they are said to be.");
        }
    }

    /** A range of which every offset is a record archived in this table. */
    public static OffsetRange archived(String topic, int partition, long from, long to) {
        return new OffsetRange(topic, partition, from, to, OffsetFates.archived(to - from), List.of(), true);
    }

    private static boolean locates(List<OffsetSpan> spans, long from, long to, long total) {
        long end = from;
        long located = 0;
        for (OffsetSpan span : spans) {
            if (span.from() < end || span.to() > to) {
                return false;
            }
            end = span.to();
            located += span.length();
        }
        return spans.size() < MAX_SPANS ? located == total : spans.size() == MAX_SPANS && located <= total;
    }
}

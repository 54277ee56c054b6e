/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

/**
 * What has been delivered and is not durable.
 *
 * @param records how many
 * @param sinceMillis when the first of them came, 0 if there are none
 * @param silentPartitions partitions of which nothing has come since reading was told where to begin
 */
public record Lag(long records, long sinceMillis, int silentPartitions) {

    /** Everything is durable. */
    static final Lag NONE = new Lag(0, 0, 0);

    /** Age of the oldest record, by the time it came. */
    public double seconds(long nowMillis) {
        return records == 0 ? 0 : Math.max(0, nowMillis - sinceMillis) / 1_000.0;
    }
}

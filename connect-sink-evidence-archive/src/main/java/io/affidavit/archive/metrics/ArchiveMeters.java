/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.metrics;

import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;

/** The meters of one sink task. All count what is durable, except where their name says otherwise. */
public record ArchiveMeters(
        Meter records,
        Meter bytes,
        Meter files,
        Meter commits,
        Meter commitMillis,
        Meter commitRetries,
        Meter commitFailures,
        Meter superseded,
        Meter quarantined,
        Meter deadLettered,
        Meter tombstones,
        Meter controls,
        Meter gapsExplained,
        Meter gapsUnexplained,
        Meter unanchored,
        Meter repeats,
        Meter schemaChanges,
        Meter spilled,
        Meter orphansSwept,
        CommitTimes commitTimes) {

    public static ArchiveMeters in(Meters meters) {
        CommitTimes times = new CommitTimes();
        meters.gauge("commit-time-last-ms", "Milliseconds the latest commit took.", times::last);
        meters.gauge(
                "commit-time-p95-ms",
                "Milliseconds that 95 in 100 of the latest 128 commits did not exceed.",
                () -> times.percentile(0.95));
        meters.gauge("commit-time-max-ms", "Milliseconds of the slowest of the latest 128 commits.", times::max);
        return new ArchiveMeters(
                meters.counter("archived-records", "Records committed to events tables."),
                meters.counter("archived-bytes", "Bytes of the data files committed to events tables."),
                meters.counter("archived-files", "Data files committed to events tables."),
                meters.counter("commits", "Commits of events tables, and of the book where there are several."),
                meters.counter("commit-time-ms", "Milliseconds spent in commits, failed ones included."),
                meters.counter("commit-retries", "Commit attempts that were refused and tried again."),
                meters.counter("commit-failures", "Commits that were put off because no attempt succeeded in time."),
                meters.counter(
                        "batches-superseded", "Batches discarded because another writer committed their offsets."),
                meters.counter("quarantined-records", "Records committed to the quarantine table."),
                meters.counter(
                        "dead-lettered-records",
                        "Records that the dead-letter topic acknowledged and whose offsets are committed."),
                meters.counter("tombstones", "Records without a value; nothing of them is archived."),
                meters.counter("control-records", "Control records; nothing of them is archived."),
                meters.counter(
                        "gaps-explained",
                        "Offsets without a record for which the broker accounts, such as transaction markers."),
                meters.counter(
                        "gaps-unexplained",
                        "Offsets without a record for which nothing is known to account; without"
                                + " archive.gaps.bootstrap.servers these are all."),
                meters.counter(
                        "resumed-unanchored",
                        "Times that a partition was resumed whose last archived record has gone from the topic."),
                meters.counter("repeated-records", "Records delivered again and ignored."),
                meters.counter("schema-changes", "Columns added, widened or made optional."),
                meters.counter("spilled-bytes", "Bytes of rows that were sorted on the local disk."),
                meters.counter("orphans-swept", "Files deleted of batches that were never committed."),
                times);
    }

    /** Counts offsets that are no rows, once the book accounts for them. */
    public void accounted(OffsetRange range) {
        OffsetFates fates = range.fates();
        deadLettered.add(fates.deadLettered());
        tombstones.add(fates.tombstones());
        controls.add(fates.controls());
        gapsExplained.add(fates.gapsExplained());
        gapsUnexplained.add(fates.gapsUnexplained());
        unanchored.add(range.anchored() ? 0 : 1);
    }
}

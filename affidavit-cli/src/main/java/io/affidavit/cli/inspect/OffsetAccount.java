/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Table;

/**
 * Where the offsets of one source partition ended, over all statements of a table.
 *
 * @param from first offset that a statement accounts for
 * @param to first offset after the last one
 * @param unexplained the unexplained gaps that statements locate, ascending
 * @param unanchored offsets at which reading resumed without the record before
 */
record OffsetAccount(long from, long to, OffsetFates fates, List<OffsetSpan> unexplained, List<Long> unanchored) {

    OffsetAccount {
        unexplained = List.copyOf(unexplained);
        unanchored = List.copyOf(unanchored);
    }

    /** @param newestFirst at least one */
    private static OffsetAccount of(List<OffsetRange> newestFirst) {
        OffsetFates fates = OffsetFates.NONE;
        List<OffsetSpan> unexplained = new ArrayList<>();
        List<Long> unanchored = new ArrayList<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            OffsetRange range = newestFirst.get(i);
            fates = fates.plus(range.fates());
            unexplained.addAll(range.unexplained());
            if (!range.anchored()) {
                unanchored.add(range.from());
            }
        }
        return new OffsetAccount(
                newestFirst.get(newestFirst.size() - 1).from(),
                newestFirst.get(0).to(),
                fates,
                unexplained,
                unanchored);
    }

    /** Unexplained offsets whose place no statement keeps. */
    long unlocated() {
        return fates.gapsUnexplained()
                - unexplained.stream().mapToLong(OffsetSpan::length).sum();
    }

    /** Reads all statements of a table, newest first. Signatures are not checked. */
    static Map<SourcePartition, OffsetAccount> of(Table table) {
        Map<SourcePartition, List<OffsetRange>> ranges = new TreeMap<>(InspectReport.BY_NAME);
        Optional<StatementRef> ref = StatementRef.from(table.properties());
        while (ref.isPresent()) {
            Statement statement = read(table, ref.get());
            if (statement instanceof CommitStatement commit) {
                for (OffsetRange range : commit.ranges()) {
                    ranges.computeIfAbsent(
                                    new SourcePartition(commit.lineage(), range.topic(), range.partition()),
                                    source -> new ArrayList<>())
                            .add(range);
                }
            }
            ref = statement.previous();
        }
        Map<SourcePartition, OffsetAccount> accounts = new TreeMap<>(InspectReport.BY_NAME);
        ranges.forEach((source, newestFirst) -> accounts.put(source, of(newestFirst)));
        return accounts;
    }

    private static Statement read(Table table, StatementRef ref) {
        try {
            return Envelope.parse(StatementStore.of(table).read(ref)).statement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.expiry.ExpiryPlan.Expired;
import io.affidavit.archive.removal.Attestations;
import io.affidavit.archive.removal.Attested;
import io.affidavit.archive.removal.Chain;
import io.affidavit.archive.removal.HeldRows;
import io.affidavit.archive.removal.HeldRows.Share;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.ObjectVersions;
import io.affidavit.archive.retention.Due;
import io.affidavit.archive.retention.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Finds what is past its term. A file goes, stays, or, where its rows are partly held, is carved. Not thread-safe; one that is
 * kept from round to round need not read held files again.
 */
final class ExpiryPlanner {

    private final ObjectVersions objects;
    private final Chain chain;
    private final HeldRows heldRows;

    /** @param objects the store of the table's files */
    ExpiryPlanner(ObjectVersions objects, Chain chain, HeldRows heldRows) {
        this.objects = objects;
        this.chain = chain;
        this.heldRows = heldRows;
    }

    /**
     * Plans on the snapshot that {@code table} holds.
     *
     * @param holding the holds open at that snapshot
     * @throws RuntimeException when metadata or a file that may be held cannot be read; nothing is planned then
     */
    ExpiryPlan plan(Table table, Retention retention, Holding holding, Instant now) {
        Map<String, Long> unnamed = new TreeMap<>();
        List<Candidate> free = new ArrayList<>();
        List<Candidate> mixed = new ArrayList<>();
        List<Candidate> held = new ArrayList<>();
        Map<String, Instant> locked = new TreeMap<>();
        for (Candidate candidate : due(table, retention, now, unnamed)) {
            Share share = heldRows.share(table, candidate.file(), candidate.spec(), holding);
            Optional<Instant> until = share == Share.ALL ? Optional.empty() : lockedPast(now, candidate);
            if (until.isPresent()) {
                locked.put(candidate.file().location(), until.get());
            } else {
                (share == Share.ALL ? held : share == Share.SOME ? mixed : free).add(candidate);
            }
        }
        Map<String, Attested> attested = Attestations.of(chain, table, paths(free, mixed));
        return new ExpiryPlan(
                Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId),
                retention.policy(),
                holding.epoch(),
                holding.registry(),
                expired(free, attested),
                paths(free, mixed).stream()
                        .filter(path -> !attested.containsKey(path))
                        .toList(),
                expired(mixed, attested),
                held,
                locked,
                unnamed);
    }

    private Optional<Instant> lockedPast(Instant now, Candidate candidate) {
        return objects.lockedUntil(candidate.file().location()).filter(until -> until.isAfter(now));
    }

    private static Set<String> paths(List<Candidate> some, List<Candidate> others) {
        return Stream.concat(some.stream(), others.stream())
                .map(candidate -> candidate.file().location())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Expired> expired(List<Candidate> candidates, Map<String, Attested> attested) {
        List<Expired> expired = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Attested known = attested.get(candidate.file().location());
            if (known != null) {
                expired.add(new Expired(candidate, known.file(), known.schemaId()));
            }
        }
        return expired;
    }

    private List<Candidate> due(Table table, Retention retention, Instant now, Map<String, Long> unnamed) {
        List<Candidate> due = new ArrayList<>();
        TableScan scan = table.newScan().includeColumnStats();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            for (FileScanTask task : tasks) {
                DataFile file = task.file();
                PartitionSpec spec = table.specs().get(file.specId());
                String retentionClass = Candidate.retentionClass(file, spec);
                LocalDate day = Candidate.day(file, spec);
                Due term = retention.due(retentionClass, day);
                if (term instanceof Due.Unnamed) {
                    unnamed.merge(retentionClass, 1L, Long::sum);
                } else if (term instanceof Due.At at && at.by(now)) {
                    due.add(new Candidate(file.copy(), spec, retentionClass, day, at.expireAt()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of table " + table.name() + ".", e);
        }
        return due;
    }
}

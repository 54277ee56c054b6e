/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.erase.LeftFile.Reason;
import io.affidavit.archive.erase.Survey.Found;
import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.hold.OpenHolds;
import io.affidavit.archive.removal.Attestations;
import io.affidavit.archive.removal.Attested;
import io.affidavit.archive.removal.Chain;
import io.affidavit.archive.removal.ObjectVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** Finds a subject's rows. Changes nothing. Not thread-safe. */
final class ErasurePlanner {

    private final Chain chain;

    ErasurePlanner(Chain chain) {
        this.chain = chain;
    }

    /**
     * Plans on the snapshot that {@code table} holds.
     *
     * @param holds open at that snapshot
     * @throws io.affidavit.archive.commit.ChangeRefusedException when the subject cannot be looked for in the table
     * @throws RuntimeException when metadata or a file cannot be read; nothing is planned then
     */
    ErasurePlan plan(Table table, Subject subject, OpenHolds holds, Instant now) {
        SubjectRows rows = SubjectRows.of(subject, table.schema());
        Survey survey = Survey.of(table, rows.narrow());
        Map<String, Attested> attested = Attestations.of(
                chain,
                table,
                survey.found().stream().map(found -> found.file().location()).collect(Collectors.toSet()));
        List<LeftFile> left = new ArrayList<>(survey.outside());
        List<FileErasure> files = new ArrayList<>();
        HeldCount held = new HeldCount(table.schema());
        for (Found found : survey.found()) {
            String path = found.file().location();
            if (found.hidden() || !attested.containsKey(path)) {
                left.add(new LeftFile(path, found.rows(), found.hidden() ? Reason.DELETES : Reason.UNATTESTED));
                continue;
            }
            List<LeafRange> gone = gone(table, path, rows, holds, held);
            if (!gone.isEmpty()) {
                Attested attestation = attested.get(path);
                files.add(new FileErasure(found.file(), attestation.file(), attestation.schemaId(), gone));
            }
        }
        return new ErasurePlan(
                Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId),
                holds.epoch(),
                holds.digest(),
                subject,
                files,
                held.counted(),
                survey.masked(),
                survey.empty(),
                left,
                locked(ObjectVersions.of(table.io()), files, now));
    }

    /** The rows that are the subject's for certain and that no hold is about, nor may be. */
    private static List<LeafRange> gone(Table table, String path, SubjectRows rows, OpenHolds holds, HeldCount held) {
        Positions gone = new Positions();
        long position = 0;
        try (CloseableIterable<StructLike> stored = StoredRows.of(table.io(), path, table.schema())) {
            for (StructLike row : stored) {
                if (rows.match(row) == Match.CERTAIN) {
                    if (holds.holds(row)) {
                        held.add(path, position, holds.holding(row), row);
                    } else {
                        gone.add(position);
                    }
                }
                position++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close data file: " + path, e);
        }
        return gone.ranges();
    }

    private static Map<String, Instant> locked(ObjectVersions objects, List<FileErasure> files, Instant now) {
        Map<String, Instant> locked = new TreeMap<>();
        files.forEach(file -> objects.lockedUntil(file.attested().path())
                .filter(until -> until.isAfter(now))
                .ifPresent(until -> locked.put(file.attested().path(), until)));
        return locked;
    }
}

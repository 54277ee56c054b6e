/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a table is a subject's, and what is to become of it. True of one snapshot and one state of the holds.
 *
 * @param parent the snapshot it was made on; empty for a table without one
 * @param epoch of the holds it respects
 * @param registry digest of these holds
 * @param subject whose rows
 * @param files that rows leave
 * @param held rows that stay, because they are held
 * @param masked number of rows of which it cannot be told, because a column holds another mask
 * @param empty number of rows of which it cannot be told, because a column holds nothing
 * @param left files that have rows of the subject and cannot be rewritten
 * @param locked when the store lets go of files that rows leave, by path
 */
public record ErasurePlan(
        Optional<Long> parent,
        long epoch,
        String registry,
        Subject subject,
        List<FileErasure> files,
        Exclusions held,
        long masked,
        long empty,
        List<LeftFile> left,
        Map<String, Instant> locked) {

    public ErasurePlan {
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(held, "held");
        files = List.copyOf(files);
        left = List.copyOf(left);
        locked = Collections.unmodifiableMap(new TreeMap<>(locked));
    }

    /** Rows that go. */
    public long rows() {
        return files.stream().mapToLong(FileErasure::rows).sum();
    }

    /** Rows in files that are left as they are, by reason. */
    public Map<LeftFile.Reason, Long> leftRows() {
        Map<LeftFile.Reason, Long> rows = new EnumMap<>(LeftFile.Reason.class);
        left.forEach(file -> rows.merge(file.why(), file.rows(), Long::sum));
        return rows;
    }

    /** Rows that are the subject's for certain and in the table. */
    public long found() {
        return rows()
                + held.rows()
                + left.stream()
                        .filter(file -> file.why() != LeftFile.Reason.OUTSIDE)
                        .mapToLong(LeftFile::rows)
                        .sum();
    }

    /** When the store lets go of the last of the files; empty where none is locked with a date. */
    public Optional<Instant> lockedUntil() {
        return locked.values().stream().max(Instant::compareTo);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files that left the table or came to it otherwise than by archiving: expired, put back, sealed, erased from, adopted.
 *
 * @param cause what the change is for
 * @param schemaId id of the table schema that added files were written with, unless they are back
 * @param holdEpoch the hold epoch the change was planned with: it commits in no other
 * @param removed the files that left, as they were attested
 * @param added the files that came
 * @param derivations where the rows of added files come from, as far as they are those of removed ones
 * @param terms what the cause has to say besides, such as the retention class, the policy's version and the end of the
 *     grace; the names of each cause are in {@code docs/evidence.md}
 */
public record ChangeStatement(
        StatementHead head,
        Cause cause,
        int schemaId,
        long holdEpoch,
        List<AttestedFile> removed,
        List<AttestedFile> added,
        List<Derivation> derivations,
        Map<String, String> terms)
        implements HeadedStatement {

    /** The in-toto predicate type. */
    public static final String PREDICATE_TYPE = "https://affidavit.dev/evidence/change/v1";

    /** Why the table's files change. */
    public enum Cause {
        /** Their time is over; held rows among them were copied to added files. */
        EXPIRE,
        /** An expiry within its grace is taken back. */
        UNDO,
        /** Many files of a closed day become few, with the same rows. */
        SEAL,
        /** A subject's rows are left out of new files. */
        ERASE,
        /** Files that another engine wrote hold the rows of attested ones. */
        ADOPT;

        /** The name in the statement. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ChangeStatement {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(cause, "cause");
        SafeNumbers.check(schemaId);
        SafeNumbers.check(holdEpoch);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        derivations = List.copyOf(derivations);
        terms = Collections.unmodifiableMap(new TreeMap<>(terms));
        if (Stream.concat(removed.stream(), added.stream())
                        .map(AttestedFile::path)
                        .distinct()
                        .count()
                != removed.size() + added.size()) {
            throw new IllegalArgumentException("Cannot make statement: a file occurs twice.");
        }
        checkDerivations(removed, added, derivations);
    }

    /** A change that carries no row of a removed file into an added one. */
    public ChangeStatement(
            StatementHead head,
            Cause cause,
            int schemaId,
            long holdEpoch,
            List<AttestedFile> removed,
            List<AttestedFile> added,
            Map<String, String> terms) {
        this(head, cause, schemaId, holdEpoch, removed, added, List.of(), terms);
    }

    private static void checkDerivations(
            List<AttestedFile> removed, List<AttestedFile> added, List<Derivation> derivations) {
        Map<String, Long> before = rows(removed);
        Map<String, Long> after = rows(added);
        for (Derivation derivation : derivations) {
            long kept = 0;
            for (Origin origin : derivation.origins()) {
                Long rows = before.remove(origin.path());
                if (rows == null) {
                    throw new IllegalArgumentException(
                            "Cannot make statement: an origin is no removed file, or that of two files.");
                }
                kept += rows - origin.goneRows();
            }
            Long rows = after.remove(derivation.path());
            if (rows == null || rows != kept) {
                throw new IllegalArgumentException(
                        "Cannot make statement: a derived file is not added, or has other rows than its origins kept.");
            }
        }
    }

    private static Map<String, Long> rows(List<AttestedFile> files) {
        Map<String, Long> rows = new HashMap<>();
        files.forEach(file -> rows.put(file.path(), file.records()));
        return rows;
    }

    @Override
    public List<AttestedFile> written() {
        return cause == Cause.UNDO ? List.of() : added;
    }

    @Override
    public List<AttestedFile> attested() {
        return added;
    }
}

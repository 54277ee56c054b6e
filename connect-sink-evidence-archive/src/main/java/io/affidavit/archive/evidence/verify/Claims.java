/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Which files a table has, if its statements are right: what they brought less what they took away, in their order. */
final class Claims {

    /**
     * A file that should be live.
     *
     * @param sequence of the statement that brought it
     * @param schemaId of the table schema it was written with
     * @param ancestry where its rows come from, if from files that the statement removed
     */
    record Claim(AttestedFile file, long sequence, int schemaId, Optional<Ancestry> ancestry) {}

    /**
     * A file that a statement took away.
     *
     * @param schemaId of the table schema it was written with
     */
    private record Removal(long sequence, int schemaId) {}

    private final Map<String, Claim> standing = new LinkedHashMap<>();
    private final Map<String, Removal> gone = new HashMap<>();
    private final Consumer<Finding> findings;

    Claims(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /** Takes what a statement says; oldest first. */
    void follow(Statement statement) {
        if (statement instanceof CommitStatement commit) {
            commit.files()
                    .forEach(file -> bring(new Claim(file, commit.sequence(), commit.schemaId(), Optional.empty())));
        } else if (statement instanceof ChangeStatement change) {
            change.removed().forEach(file -> take(file, change.sequence()));
            Map<String, Ancestry> ancestries = ancestries(change);
            change.added()
                    .forEach(file -> bring(new Claim(
                            file,
                            change.sequence(),
                            writtenWith(file, change),
                            Optional.ofNullable(ancestries.get(file.path())))));
        }
    }

    private static Map<String, Ancestry> ancestries(ChangeStatement change) {
        Map<String, AttestedFile> removed = new HashMap<>();
        change.removed().forEach(file -> removed.put(file.path(), file));
        Map<String, Ancestry> ancestries = new HashMap<>();
        change.derivations()
                .forEach(derivation -> ancestries.put(derivation.path(), new Ancestry(derivation, removed)));
        return ancestries;
    }

    private void bring(Claim claim) {
        Claim earlier = standing.put(claim.file().path(), claim);
        if (earlier != null) {
            findings.accept(Finding.of(
                    FindingKind.ATTESTED_TWICE,
                    claim.file().path(),
                    "statements " + earlier.sequence() + " and " + claim.sequence() + " both claim it"));
        }
    }

    /** A file that comes back is the one that left. */
    private int writtenWith(AttestedFile file, ChangeStatement change) {
        Removal removal = gone.get(file.path());
        return change.cause() == Cause.UNDO && removal != null ? removal.schemaId() : change.schemaId();
    }

    private void take(AttestedFile file, long sequence) {
        Claim taken = standing.remove(file.path());
        if (taken == null || !taken.file().equals(file)) {
            findings.accept(Finding.of(
                    FindingKind.UNFOUNDED_REMOVAL,
                    file.path(),
                    "statement " + sequence + " removes it, but "
                            + (taken == null
                                    ? "no statement before attests it"
                                    : "describes it otherwise than it was attested")));
        }
        gone.put(file.path(), new Removal(sequence, taken == null ? 0 : taken.schemaId()));
    }

    /** The claims that stand, in the order they were made. */
    Collection<Claim> standing() {
        return standing.values();
    }

    boolean stands(String path) {
        return standing.containsKey(path);
    }

    /** The number of the last statement that removed the file; null if none did. */
    Long removedBy(String path) {
        Removal removal = gone.get(path);
        return removal == null ? null : Long.valueOf(removal.sequence());
    }
}

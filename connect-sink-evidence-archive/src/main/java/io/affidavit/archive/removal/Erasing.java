/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.commit.ReferencedFiles;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CompletionStatement.DeletedFile;
import io.affidavit.archive.evidence.statement.Origin;
import io.affidavit.archive.removal.ObjectVersions.Deletion;
import io.affidavit.archive.removal.ObjectVersions.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/**
 * Deletes the bytes of a removal whose deletion has begun. Before each batch the table is loaded anew: what any ref of it
 * leads to stays, and once the removal is not open any more, so does everything.
 */
final class Erasing {

    private static final int BATCH = 100;

    private final OpenRemoval removal;
    private final Supplier<Table> tables;
    private final ObjectVersions objects;
    private final Set<String> replaced;
    private final ReferencedFiles references;
    private final List<DeletedFile> deleted = new ArrayList<>();
    private final Set<String> kept = new HashSet<>();
    private Optional<Instant> keptUntil = Optional.empty();
    private Set<String> referenced = Set.of();
    private Map<String, SnapshotRef> refs = Map.of();

    Erasing(OpenRemoval removal, Supplier<Table> tables, ObjectVersions objects) {
        this.removal = removal;
        this.tables = tables;
        this.objects = objects;
        this.replaced = replaced(removal);
        this.references = new ReferencedFiles(
                removal.files().stream().map(AttestedFile::path).collect(Collectors.toSet()));
    }

    /** Files that left the branches of holds with the change, for others or, where no row was to stay, for none. */
    private static Set<String> replaced(OpenRemoval removal) {
        return removal.statement().cause() == Cause.ERASE
                ? removal.files().stream().map(AttestedFile::path).collect(Collectors.toSet())
                : removal.statement().derivations().stream()
                        .flatMap(derivation -> derivation.origins().stream())
                        .map(Origin::path)
                        .collect(Collectors.toSet());
    }

    /** Deletes what may go. Returns false, with the rest left in place, when the removal is not open any more. */
    boolean run() {
        List<AttestedFile> files = removal.files();
        for (int from = 0; from < files.size(); from += BATCH) {
            if (!mayGoOn()) {
                return false;
            }
            files.subList(from, Math.min(files.size(), from + BATCH)).stream()
                    .filter(file -> !referenced.contains(file.path()))
                    .forEach(this::delete);
        }
        return true;
    }

    private boolean mayGoOn() {
        Table table = tables.get();
        if (RemovalTag.of(table, removal.id()).isEmpty()) {
            return false;
        }
        if (!table.refs().equals(refs)) {
            refs = table.refs();
            referenced = references.in(table);
        }
        return true;
    }

    private void delete(AttestedFile file) {
        if (replaced.contains(file.path())) {
            // The hold that the store was told of for a branch is on the file that took its place there.
            objects.release(file.path());
        }
        long versions = 0;
        for (Version version : objects.of(file.path())) {
            if (objects.delete(version) instanceof Deletion.Kept keeping) {
                kept.add(file.path());
                keptUntil = later(keptUntil, keeping.until());
            } else {
                versions++;
            }
        }
        deleted.add(new DeletedFile(file.path(), file.sha256(), file.records(), versions));
    }

    /** The files of which nothing is left, if that is all of them: each is looked for once more. */
    Optional<List<DeletedFile>> absent() {
        boolean complete = referenced.isEmpty()
                && kept.isEmpty()
                && deleted.size() == removal.files().size()
                && deleted.stream().allMatch(file -> objects.of(file.path()).isEmpty());
        return complete ? Optional.of(List.copyOf(deleted)) : Optional.empty();
    }

    Progress pending() {
        return new Progress.Pending(removal.id(), referenced.size(), kept.size(), keptUntil);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty()
                        || other.filter(instant -> instant.isAfter(one.get())).isPresent()
                ? other
                : one;
    }
}

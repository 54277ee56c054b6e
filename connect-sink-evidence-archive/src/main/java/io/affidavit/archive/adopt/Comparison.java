/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.adopt.RowReading.MismatchException;
import io.affidavit.archive.adopt.SortedLeaves.Leaf;
import io.affidavit.archive.evidence.statement.AttestedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;

/** Compares the rows of both sides of one rewrite, as multisets. */
final class Comparison {

    /** The rows of one side that the other does not have. */
    private static final class Surplus {

        private long count;
        private Leaf first;

        void take(Leaf leaf) {
            count++;
            first = first == null ? leaf : first;
        }
    }

    private final SnapshotGroups.Group group;
    private final RowReading reading;
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<AttestedFile> added = new ArrayList<>();

    Comparison(Table table, SnapshotGroups.Group group) {
        this.group = group;
        this.reading = new RowReading(table);
    }

    /** Hands over the rewrite when the rows are the same, else why they are not. */
    void run(Consumer<Rewrite> rewrites, Consumer<Refusal> refused) {
        try (SortedLeaves before = new SortedLeaves();
                SortedLeaves after = new SortedLeaves()) {
            for (int i = 0; i < group.removed().size(); i++) {
                int number = i;
                StandingFile file = group.removed().get(i);
                read(file.file().path(), () -> reading.attested(file, number, before));
            }
            for (FileScanTask task : group.added()) {
                int number = added.size();
                read(task.file().location(), () -> added.add(reading.unattested(task, number, after)));
            }
            if (refusals.isEmpty()) {
                compare(before, after);
            }
        } catch (IOException e) {
            refusals.add(new Refusal(
                    name(), "comparing its rows failed: " + e.getClass().getSimpleName()));
        }
        if (refusals.isEmpty()) {
            rewrites.accept(new Rewrite(
                    List.copyOf(group.snapshots()),
                    group.removed().stream().map(StandingFile::file).toList(),
                    added));
        } else {
            refusals.forEach(refused);
        }
    }

    /** Reads one file. */
    private interface Step {

        void run() throws IOException, MismatchException;
    }

    private void read(String path, Step step) {
        try {
            step.run();
        } catch (MismatchException e) {
            refusals.add(new Refusal(path, e.getMessage()));
        } catch (NotFoundException e) {
            refusals.add(new Refusal(path, "it is not in the table's store"));
        } catch (IOException | RuntimeException e) {
            // messages of readers may quote what they read
            refusals.add(new Refusal(path, "reading it failed: " + e.getClass().getSimpleName()));
        }
    }

    private void compare(SortedLeaves before, SortedLeaves after) throws IOException {
        Surplus lost = new Surplus();
        Surplus gained = new Surplus();
        try (SortedLeaves.Reader old = before.open();
                SortedLeaves.Reader young = after.open()) {
            Leaf left = old.next();
            Leaf right = young.next();
            while (left != null || right != null) {
                int order = left == null ? 1 : right == null ? -1 : left.compareHash(right);
                if (order < 0) {
                    lost.take(left);
                } else if (order > 0) {
                    gained.take(right);
                }
                left = order <= 0 ? old.next() : left;
                right = order >= 0 ? young.next() : right;
            }
        }
        if (lost.count > 0) {
            refusals.add(new Refusal(
                    name(),
                    lost.count + " attested rows are in none of the new files, one is row " + lost.first.row() + " of "
                            + group.removed().get(lost.first.file()).file().path()));
        }
        if (gained.count > 0) {
            refusals.add(new Refusal(
                    name(),
                    gained.count + " rows of the new files were never attested, one is row " + gained.first.row()
                            + " of " + added.get(gained.first.file()).path()));
        }
    }

    private String name() {
        return "rewrite by snapshots " + group.snapshots();
    }
}

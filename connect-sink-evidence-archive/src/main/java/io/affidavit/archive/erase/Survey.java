/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.evidence.StoredRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** Looks through every file that the metadata of a table leads to, in the subject's columns alone. */
final class Survey {

    /**
     * A file of the table with rows of the subject.
     *
     * @param rows of the subject in it
     * @param hidden whether delete files apply to it
     */
    record Found(DataFile file, long rows, boolean hidden) {}

    private final Table table;
    private final SubjectRows subject;
    private final List<Found> found = new ArrayList<>();
    private final List<LeftFile> outside = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private long masked;
    private long empty;

    private Survey(Table table, SubjectRows subject) {
        this.table = table;
        this.subject = subject;
    }

    /** @throws RuntimeException when metadata or a file cannot be read: then nothing is known */
    static Survey of(Table table, SubjectRows subject) {
        Survey survey = new Survey(table, subject);
        survey.lookIntoTable();
        survey.lookOutside();
        return survey;
    }

    /** Files of the table. */
    List<Found> found() {
        return found;
    }

    /** Files that only branches, tags and older snapshots lead to. */
    List<LeftFile> outside() {
        return outside;
    }

    /** Rows of the table behind another mask. */
    long masked() {
        return masked;
    }

    /** Rows of the table without a value. */
    long empty() {
        return empty;
    }

    private void lookIntoTable() {
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (seen.add(task.file().location())) {
                    Map<Match, Long> rows = count(task.file().location());
                    masked += rows.getOrDefault(Match.MASKED, 0L);
                    empty += rows.getOrDefault(Match.EMPTY, 0L);
                    if (rows.containsKey(Match.CERTAIN)) {
                        found.add(new Found(
                                task.file().copy(),
                                rows.get(Match.CERTAIN),
                                !task.deletes().isEmpty()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of table " + table.name() + ".", e);
        }
    }

    private void lookOutside() {
        Set<String> manifests = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
                if (manifests.add(manifest.path())) {
                    lookInto(manifest);
                }
            }
        }
    }

    private void lookInto(ManifestFile manifest) {
        try (ManifestReader<DataFile> files = ManifestFiles.read(manifest, table.io(), table.specs())) {
            for (DataFile file : files) {
                String path = file.location();
                if (seen.add(path) && table.io().newInputFile(path).exists()) {
                    Long rows = count(path).get(Match.CERTAIN);
                    if (rows != null) {
                        outside.add(new LeftFile(path, rows, LeftFile.Reason.OUTSIDE));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read manifest " + manifest.path(), e);
        }
    }

    private Map<Match, Long> count(String path) {
        Map<Match, Long> rows = new HashMap<>();
        try (CloseableIterable<StructLike> stored = StoredRows.of(table.io(), path, subject.schema())) {
            for (StructLike row : stored) {
                rows.merge(subject.match(row), 1L, Long::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close data file: " + path, e);
        }
        return rows;
    }
}

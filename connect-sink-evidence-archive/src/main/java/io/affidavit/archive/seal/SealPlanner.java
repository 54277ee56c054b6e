/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.removal.Attestations;
import io.affidavit.archive.removal.Attested;
import io.affidavit.archive.removal.Chain;
import io.affidavit.archive.table.ArchivePartition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.CloseableIterable;

/** Finds the small files of closed days and packs them. Not thread-safe; remembers what files were attested as. */
final class SealPlanner {

    // A file of three quarters of the size that is aimed at is large enough.
    private static final double LARGE = 0.75;

    private static final Comparator<ArchivePartition> OLDEST_FIRST = Comparator.comparingInt(ArchivePartition::day)
            .thenComparing(ArchivePartition::retentionClass)
            .thenComparing(ArchivePartition::custody);

    private final Chain chain;
    private final Map<String, Attested> known = new HashMap<>();

    SealPlanner(Chain chain) {
        this.chain = chain;
    }

    /**
     * Plans on the snapshot that {@code table} holds.
     *
     * @throws RuntimeException when metadata or statements cannot be read; nothing is planned then
     */
    SealPlan plan(Table table, SealTerms terms, Instant now) {
        long target = targetBytes(table);
        Map<ArchivePartition, Map<String, DataFile>> closed = new TreeMap<>(OLDEST_FIRST);
        int open = 0;
        for (DataFile file : small(table, target)) {
            ArchivePartition partition = ArchivePartition.of(file.partition());
            if (now.isBefore(endOf(partition).plus(terms.after()))) {
                open++;
            } else {
                closed.computeIfAbsent(partition, p -> new TreeMap<>()).put(file.location(), file);
            }
        }
        closed.values().removeIf(files -> files.size() < 2);
        learn(table, closed.values());
        List<Pack> packs = new ArrayList<>();
        int unattested = 0;
        for (Map.Entry<ArchivePartition, Map<String, DataFile>> day : closed.entrySet()) {
            List<Pack.Origin> files = new ArrayList<>();
            for (DataFile file : day.getValue().values()) {
                Attested attested = known.get(file.location());
                if (attested == null) {
                    unattested++;
                } else if (!attested.sealed()) {
                    files.add(new Pack.Origin(attested, file));
                }
            }
            if (isQuiet(files, terms.after(), now)) {
                packs.addAll(packs(day.getKey(), files, target));
            } else {
                open += files.size();
            }
        }
        List<Pack> some = within(packs, terms.mostBytes());
        return new SealPlan(some, packs.size() - some.size(), open, unattested);
    }

    /** Statements are read for new files only: the chain may be long, and what a file was attested as never changes. */
    private void learn(Table table, Collection<Map<String, DataFile>> closed) {
        Set<String> paths =
                closed.stream().flatMap(files -> files.keySet().stream()).collect(Collectors.toSet());
        known.keySet().retainAll(paths);
        paths.removeAll(known.keySet());
        known.putAll(Attestations.of(chain, table, paths));
    }

    private static long targetBytes(Table table) {
        return Long.parseLong(table.properties()
                .getOrDefault(
                        TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
                        Long.toString(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT)));
    }

    /** Small files of the table's own layout. Where another engine hides rows of one, nothing of it is touched. */
    private static List<DataFile> small(Table table, long target) {
        List<DataFile> small = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                DataFile file = task.file();
                if (file.fileSizeInBytes() < target * LARGE
                        && file.specId() == table.spec().specId()
                        && task.deletes().isEmpty()) {
                    small.add(file.copyWithoutStats());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of table " + table.name() + ".", e);
        }
        return small;
    }

    private static Instant endOf(ArchivePartition partition) {
        return LocalDate.ofEpochDay(partition.day() + 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static boolean isQuiet(List<Pack.Origin> files, Duration after, Instant now) {
        return files.stream()
                .noneMatch(file -> now.isBefore(file.attested().at().plus(after)));
    }

    /** Fills one pack after the other, in the order of the statements; a pack of one file is none. */
    private static List<Pack> packs(ArchivePartition partition, List<Pack.Origin> files, long target) {
        List<Pack> packs = new ArrayList<>();
        List<Pack.Origin> origins = new ArrayList<>();
        long bytes = 0;
        for (Pack.Origin file : inOrder(files)) {
            if (bytes + file.bytes() > target) {
                add(packs, partition, origins);
                origins = new ArrayList<>();
                bytes = 0;
            }
            origins.add(file);
            bytes += file.bytes();
        }
        add(packs, partition, origins);
        return packs;
    }

    /** Files of one statement are named in the order they were written in. */
    private static List<Pack.Origin> inOrder(List<Pack.Origin> files) {
        return files.stream()
                .sorted(Comparator.<Pack.Origin>comparingLong(
                                file -> file.attested().sequence())
                        .thenComparing(file -> file.entry().location()))
                .toList();
    }

    private static void add(List<Pack> packs, ArchivePartition partition, List<Pack.Origin> origins) {
        if (origins.size() > 1) {
            packs.add(new Pack(partition, origins));
        }
    }

    private static List<Pack> within(List<Pack> packs, long mostBytes) {
        List<Pack> some = new ArrayList<>();
        long bytes = 0;
        for (Pack pack : packs) {
            bytes += pack.bytes();
            if (!some.isEmpty() && bytes > mostBytes) {
                break;
            }
            some.add(pack);
        }
        return some;
    }
}

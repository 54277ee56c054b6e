/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.table.ArchivePartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Types;

/**
 * Numbers the clusters of a batch: rows of one partition and one tenant, which stand together in a file. Numbers are given
 * in the order of appearance and hold until {@link #clear}; {@link #ranks} puts them in the order of a file.
 */
final class Clusters {

    // Of two map entries, a key and a record.
    private static final int BYTES_EACH = 250;

    private static final Comparator<ArchivePartition> PARTITIONS = Comparator.comparing(
                    ArchivePartition::retentionClass)
            .thenComparing(ArchivePartition::custody)
            .thenComparingInt(ArchivePartition::day);
    private static final Comparator<Cluster> ORDER = Comparator.comparing(Cluster::partition, PARTITIONS)
            .thenComparing(
                    Cluster::tenant, Comparator.nullsFirst(Comparators.<CharSequence>forType(Types.StringType.get())));

    private record Cluster(ArchivePartition partition, String tenant) {}

    private final List<Cluster> clusters = new ArrayList<>();
    private final Map<ArchivePartition, Map<String, Integer>> numbers = new HashMap<>();
    private ArchivePartition lastPartition;
    private Map<String, Integer> lastNumbers;
    private long memoryBytes;

    /** @param tenant may be null */
    int number(ArchivePartition partition, String tenant) {
        if (!partition.equals(lastPartition)) {
            lastNumbers = numbers.computeIfAbsent(partition, p -> new HashMap<>());
            lastPartition = partition;
        }
        Integer number = lastNumbers.get(tenant);
        if (number == null) {
            number = clusters.size();
            lastNumbers.put(tenant, number);
            clusters.add(new Cluster(partition, tenant));
            memoryBytes += BYTES_EACH + (tenant == null ? 0 : 2L * tenant.length());
        }
        return number;
    }

    ArchivePartition partition(int number) {
        return clusters.get(number).partition();
    }

    /** The rank of each cluster, by number. */
    int[] ranks() {
        int[] ranks = new int[clusters.size()];
        int[] inOrder = IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparing(clusters::get, ORDER))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int rank = 0; rank < inOrder.length; rank++) {
            ranks[inOrder[rank]] = rank;
        }
        return ranks;
    }

    long memoryBytes() {
        return memoryBytes;
    }

    void clear() {
        clusters.clear();
        numbers.clear();
        lastPartition = null;
        lastNumbers = null;
        memoryBytes = 0;
    }
}

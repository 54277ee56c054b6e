/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** In which partition of a topic each scope was seen, as far as this task knows: its own partitions and all checkpoints. */
final class ScopePlaces {

    private final Map<String, Map<String, Integer>> places = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /**
     * Takes note of a scope.
     *
     * @param name as {@code paths=values}; without paths it is in every partition by intention
     * @return another partition that has the scope
     */
    OptionalInt seen(TopicPartition partition, String name) {
        if (name.startsWith("=")) {
            return OptionalInt.empty();
        }
        Integer first = places.computeIfAbsent(partition.topic(), any -> new HashMap<>())
                .putIfAbsent(name, partition.partition());
        return first == null || first == partition.partition() ? OptionalInt.empty() : OptionalInt.of(first);
    }

    /** Whether nothing was told yet of such scopes in a partition. */
    boolean firstOf(TopicPartition partition, String name) {
        return told.add(partition + "/" + paths(name));
    }

    /** The paths of a scope's name. */
    static String paths(String name) {
        return name.substring(0, name.indexOf('='));
    }
}

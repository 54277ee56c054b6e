/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Pauses the consumer while a batch is in the way, so that the worker fetches nothing it could not hand over and goes on
 * calling the task. Called by the worker's thread; {@link #paused} by any.
 */
public final class Intake {

    private final SinkTaskContext context;
    private Set<TopicPartition> paused = Set.of();
    private volatile int count;

    public Intake(SinkTaskContext context) {
        this.context = context;
    }

    /** Pauses every partition of the task, newly assigned ones included, or resumes those paused before. */
    public void hold(boolean back) {
        if (!back && paused.isEmpty()) {
            return;
        }
        Set<TopicPartition> assigned = context.assignment();
        if (back && !paused.equals(assigned)) {
            context.pause(assigned.toArray(TopicPartition[]::new));
            paused = Set.copyOf(assigned);
        } else if (!back) {
            Set<TopicPartition> kept = new HashSet<>(paused);
            kept.retainAll(assigned);
            context.resume(kept.toArray(TopicPartition[]::new));
            paused = Set.of();
        }
        count = paused.size();
    }

    /** How many partitions are paused. */
    public int paused() {
        return count;
    }
}

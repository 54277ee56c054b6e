/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.worker;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Pauses the consumer while a batch is in the way, so that the worker fetches nothing it could not hand over and goes on
 * calling the task. Called by the worker's thread; {@link #paused} by any.
 *
 * <p>The worker remembers what was paused even of partitions that are taken away, and pauses them again when they come
 * back; so it is remembered here, too, until they are resumed.
 */
public final class Intake {

    private final SinkTaskContext context;
    private final Set<TopicPartition> paused = new HashSet<>();
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
        if (back) {
            // also those paused before: the worker forgets a partition that goes while another stays
            context.pause(assigned.toArray(TopicPartition[]::new));
            paused.addAll(assigned);
        } else {
            Set<TopicPartition> here = new HashSet<>(paused);
            here.retainAll(assigned);
            context.resume(here.toArray(TopicPartition[]::new));
            paused.removeAll(here);
        }
        count = back ? assigned.size() : 0;
    }

    /** How many partitions are paused. */
    public int paused() {
        return count;
    }
}

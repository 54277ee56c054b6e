/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.worker;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Stands between the worker and {@link Work}: what must end the task is thrown from {@link #put}, once and for good. */
public final class OwnOffsets {

    private static final long RETRY_MILLIS = 2_000;

    private final Work work;
    private final SinkTaskContext context;
    private ConnectException fatal;

    public OwnOffsets(Work work, SinkTaskContext context) {
        this.work = work;
        this.context = context;
    }

    /** Hands records over, and says when to come back. */
    public void put(Collection<SinkRecord> records) {
        if (fatal != null) {
            throw fatal;
        }
        try {
            work.put(records);
        } catch (RetriableException e) {
            context.timeout(RETRY_MILLIS);
            throw e;
        } catch (ConnectException e) {
            fatal = e;
            throw e;
        }
        if (work.wantsCommit()) {
            context.requestCommit();
        }
        long wait = work.millisUntilDue();
        if (wait > 0) {
            // Without it the worker would sleep until the next record or offset flush.
            context.timeout(wait);
        }
    }

    /**
     * Answers with what is committed. Never throws: the worker would rewind to its own, older offsets; what must end the task
     * is thrown by the next {@link #put}.
     */
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        if (fatal != null && !work.wholeAfterFailure()) {
            return offsets;
        }
        try {
            work.commit().forEach((partition, next) -> {
                if (current.containsKey(partition)) {
                    offsets.put(partition, new OffsetAndMetadata(next));
                }
            });
        } catch (ConnectException e) {
            fatal = e;
        }
        return offsets;
    }
}

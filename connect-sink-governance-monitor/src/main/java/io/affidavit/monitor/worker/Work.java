/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.worker;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** What a sink task does, whose offsets are committed with its output. */
public interface Work {

    /**
     * Takes records.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException if they must come again, with nothing done
     * @throws org.apache.kafka.connect.errors.ConnectException if the task must end
     */
    void put(Collection<SinkRecord> records);

    /**
     * Commits what was taken.
     *
     * @return the committed next offset of each partition
     * @throws org.apache.kafka.connect.errors.ConnectException if the task must end
     */
    Map<TopicPartition, Long> commit();

    /** Whether to be asked to commit before the worker's time. */
    default boolean wantsCommit() {
        return false;
    }

    /** Whether what was taken before {@link #put} failed is whole, and can still be committed. */
    boolean wholeAfterFailure();

    /** Milliseconds until something is due without records; -1 where nothing is. */
    long millisUntilDue();
}

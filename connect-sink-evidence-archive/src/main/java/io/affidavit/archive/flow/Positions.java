/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import org.apache.kafka.common.TopicPartition;

/** Where the worker is to read from next; in a worker, {@code SinkTaskContext.offset}. */
@FunctionalInterface
public interface Positions {

    void seek(TopicPartition partition, long offset);
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.gaps;

import io.affidavit.archive.evidence.statement.OffsetSpan;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Finds out for which gaps between delivered records the broker itself accounts. */
public interface GapExplainer extends AutoCloseable {

    /** Explains nothing: without the topic, a gap is a gap. */
    GapExplainer NONE = gaps -> gaps;

    /**
     * What of these offsets remains unexplained. Never throws: what cannot be found out is unexplained.
     *
     * @param gaps by partition, ascending; the same holds for the answer
     */
    Map<TopicPartition, List<OffsetSpan>> unexplained(Map<TopicPartition, List<OffsetSpan>> gaps);

    @Override
    default void close() {}
}

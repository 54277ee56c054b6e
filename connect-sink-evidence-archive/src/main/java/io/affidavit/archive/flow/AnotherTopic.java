/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import org.apache.kafka.common.TopicPartition;

/** What a task says when a topic turns out not to be the one that was archived. */
final class AnotherTopic {

    private static final String WAY_OUT =
            " Nothing of it was archived, and no offset was moved. To archive the topic as it is now"
                    + " from its beginning, set archive.lineage to a new name; if the connector reads the wrong cluster or topic,"
                    + " mend that";

    private AnotherTopic() {}

    static String differs(TopicPartition partition, long offset) {
        return "Cannot go on with " + partition + ": offset " + offset
                + " holds another record than the one archived, so the topic was deleted and created again." + WAY_OUT;
    }

    static String shorter(TopicPartition partition, long begin, long delivered) {
        return "Cannot go on with " + partition + ": reading begins at offset " + begin + ", but delivers offset "
                + delivered + ", so the topic was truncated, or deleted and created again." + WAY_OUT;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that a task was given and that wait until the book says where to go on. */
final class Takeover {

    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    private final Tables tables;
    private final Ledgers ledgers;
    private final OutageLimit outage;
    private final Set<TopicPartition> claimed = new HashSet<>();

    Takeover(Tables tables, Ledgers ledgers, OutageLimit outage) {
        this.tables = tables;
        this.ledgers = ledgers;
        this.outage = outage;
    }

    void claim(Collection<TopicPartition> partitions) {
        claimed.addAll(partitions);
    }

    void giveUp(Collection<TopicPartition> partitions) {
        claimed.removeAll(partitions);
    }

    void giveUpAll() {
        claimed.clear();
    }

    /** Whether partitions wait. */
    boolean isPending() {
        return !claimed.isEmpty();
    }

    /**
     * Reads the book, and has every partition that waits read from where it ends.
     *
     * @return whether there were any and the book could be read
     * @throws org.apache.kafka.connect.errors.ConnectException when the table is lost or an outage lasts too long
     */
    boolean attempt() {
        if (claimed.isEmpty()) {
            return false;
        }
        try {
            IoFailure.guard(() -> {
                tables.takeOver(claimed.stream().map(ledgers::source).toList());
                return null;
            });
        } catch (IoFailure failure) {
            LOG.warn("Cannot take over {} partitions: {}. It is tried again", claimed.size(), failure.getMessage());
            outage.failed(failure.getMessage());
            return false;
        }
        claimed.forEach(ledgers::rewind);
        claimed.clear();
        return true;
    }
}

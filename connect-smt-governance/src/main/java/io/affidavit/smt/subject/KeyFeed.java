/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import io.affidavit.smt.seal.WrappedKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps what a transform knows of the key topic fresh: opens it with the first use, and reads on whenever the last reading is
 * older than the topic's settings allow. Where it cannot, the use fails, and the next one begins anew. Not safe for concurrent
 * use.
 */
final class KeyFeed implements AutoCloseable {

    /** A reader that paused longer may have missed tombstones that compaction took, and reads everything again. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final KeyTopicSettings settings;
    private final InstantSource clock;
    private final Taker taker;
    private KeyTopic topic;
    private Instant readAt = Instant.EPOCH;

    KeyFeed(KeyTopicSettings settings, InstantSource clock, Taker taker) {
        this.settings = settings;
        this.clock = clock;
        this.taker = taker;
    }

    /** @throws KeyTopicException if what is known is too old, and cannot be refreshed */
    void refreshIfDue() {
        if (topic == null || !clock.instant().isBefore(readAt.plus(settings.refresh()))) {
            refresh();
        }
    }

    /** @throws KeyTopicException if the topic cannot be read to its end */
    void refresh() {
        Instant now = clock.instant();
        if (topic != null && now.isAfter(readAt.plus(LONGEST_PAUSE))) {
            close();
        }
        try {
            topic = topic == null ? KeyTopic.open(settings) : topic;
            topic.readToEnd(taker::take);
            readAt = now;
        } catch (RuntimeException e) {
            // part of what was read may not have been taken
            close();
            throw e;
        }
    }

    /** @throws KeyTopicException if the key may not be safe */
    void write(WrappedKey key) {
        topic.write(key);
    }

    @Override
    public void close() {
        taker.clear();
        if (topic != null) {
            topic.close();
            topic = null;
        }
    }

    /** What is known of the topic. */
    interface Taker {

        /** A key or tombstone that the topic holds. */
        void take(WrappedKey key);

        /** The topic is read from its beginning next. */
        void clear();
    }
}

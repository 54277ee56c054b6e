/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.log.PolicyLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A policy in a compacted topic, read from its beginning and then followed by one thread.
 *
 * <pre>
 *   reading --end reached--> following --error--> waiting --> reading
 * </pre>
 *
 * While it waits, what is in force stays in force, and {@link #heardAt} stands still.
 */
final class TopicFeed extends FollowingFeed {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Supplier<PolicyTopic> topics;
    private final InstantSource clock;
    private final PolicyLog log;
    private final CountDownLatch read = new CountDownLatch(1);
    private final Background reader;
    private volatile String failure = "the end of the topic was not reached in time";

    /** @param logs makes the policy's log of who takes what is refused */
    TopicFeed(
            String name,
            Supplier<PolicyTopic> topics,
            Function<Consumer<String>, PolicyLog> logs,
            InstantSource clock) {
        super("topic " + name);
        this.topics = topics;
        this.clock = clock;
        this.log = logs.apply(refusals());
        this.reader = Background.start("affidavit-policy-topic", this::run);
    }

    /**
     * Waits until the topic was read to the end it had when the feed began.
     *
     * @throws PolicyException if that takes longer
     */
    void await(Duration timeout) {
        boolean done = false;
        try {
            done = read.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!done) {
            throw new PolicyException("Cannot load policy within policy.load.timeout.ms: " + failure
                    + ". See that the topic exists and that this worker may read it.");
        }
    }

    private void run(Background.Stop stop) {
        while (!stop.now()) {
            try (PolicyTopic topic = topics.get()) {
                follow(topic, stop);
            } catch (RuntimeException e) {
                // the message of a library may name users or hold what was read; its class says what to look for
                failure = e instanceof PolicyException
                        ? e.getMessage()
                        : e.getClass().getSimpleName();
                LOG.warn(
                        "Cannot follow policy topic: {}. It is tried again; what is in force stays in force.", failure);
            }
            stop.within(PAUSE);
        }
    }

    private void follow(PolicyTopic topic, Background.Stop stop) {
        boolean changed = true;
        while (!stop.now()) {
            long before = clock.millis();
            changed |= topic.poll(log::accept);
            if (topic.atEnd()) {
                heard(before);
                if (changed) {
                    tell(log.effective());
                    read.countDown();
                    changed = false;
                }
            }
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.Exactness;
import io.affidavit.it.support.GatedTopic;
import io.affidavit.it.support.Load;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.it.support.WorkerPair;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that are killed or freeze, and tasks that come and go, while a gate gates and people release. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class GateKillLoopIT {
    private static final boolean LONG = Boolean.getBoolean("affidavit.long");
    private static final int KILLS = Integer.getInteger("affidavit.kills", LONG ? 20 : 3);
    private static final int FREEZES = LONG ? 6 : 1;
    private static final int RELEASES = 3;
    private static final long SEED = 20_261_123;
    private static final int PARTITIONS = 4;
    private static final int PER_SECOND = 400;

    @Test
    void everyRecordAndEveryReleaseComesOutOnceThroughKillsAndRebalances(TestStack stack, WorkerPair pair) {
        SplittableRandom random = new SplittableRandom(SEED);
        try (GatedTopic topic = new GatedTopic(stack, pair.rest(0), "gatekills", PARTITIONS)) {
            // Given
            topic.start(2);
            Set<String> decided = new HashSet<>();
            long sent;
            try (Load load = topic.load(PER_SECOND)) {
                topic.awaitGated();
                for (int kill = 0; kill < KILLS; kill++) {
                    // When people decide, some of them twice, and a worker dies somewhere in between
                    decide(stack, topic, decided);
                    int victim = random.nextInt(2);
                    pause(random.nextInt(1_000));
                    pair.worker(victim).kill();
                    pair.worker(victim).start();
                    // and, every other time, tasks come or go while the group has not settled
                    if (kill % 2 == 0) {
                        topic.with("tasks.max", Integer.toString(2 + random.nextInt(3)));
                        pair.rest(1 - victim).put(topic.sink(), topic.config());
                    }
                    topic.awaitGated();
                }
                load.close();
                sent = load.sent();
            }
            topic.awaitGated();

            // Then
            Exactness.assertEachOnce(stack.topics(), topic, sent);
            assertReleasedOnce(stack, topic, decided);
            System.out.printf(
                    Locale.ROOT,
                    "seed %d: %d kills; %d records sent, %d of them released, each once%n",
                    SEED,
                    KILLS,
                    sent,
                    decided.size());
        }
    }

    @Test
    void aWorkerThatWakesUpWritesNothingTwice(TestStack stack, WorkerPair pair) {
        try (GatedTopic topic = new GatedTopic(stack, pair.rest(0), "gatezombie", PARTITIONS)) {
            // Given
            topic.start(2);
            Set<String> decided = new HashSet<>();
            long sent;
            try (Load load = topic.load(PER_SECOND)) {
                topic.awaitGated();
                for (int freeze = 0; freeze < FREEZES; freeze++) {
                    // When a worker freezes with records in its hands, and the other takes over
                    int zombie = freeze % 2;
                    decide(stack, topic, decided);
                    pair.worker(zombie).suspend();
                    topic.awaitGated();
                    pair.worker(zombie).resume();

                    // Then both go on
                    topic.awaitGated();
                    pair.rest(zombie).awaitTasks(topic.sink(), 2, Duration.ofMinutes(1));
                }
                load.close();
                sent = load.sent();
            }
            topic.awaitGated();
            Exactness.assertEachOnce(stack.topics(), topic, sent);
            assertReleasedOnce(stack, topic, decided);
        }
    }

    @Test
    void goesOnWhenABrokerThatWasKilledIsBack(TestStack stack, WorkerPair pair) {
        try (GatedTopic topic = new GatedTopic(stack, pair.rest(0), "gatebroker", PARTITIONS)) {
            // Given
            topic.start(2);
            Set<String> decided = new HashSet<>();
            long sent;
            try (Load load = topic.load(PER_SECOND)) {
                topic.awaitGated();
                decide(stack, topic, decided);

                // When
                stack.broker().kill();
                pause(2_000);
                stack.broker().start();

                // Then
                topic.awaitGated();
                load.close();
                sent = load.sent();
            }
            topic.awaitGated();
            Exactness.assertEachOnce(stack.topics(), topic, sent);
            assertReleasedOnce(stack, topic, decided);
            pair.rest(0).awaitTasks(topic.sink(), 2, Duration.ofMinutes(2));
        }
    }

    /** Has people release a few of the latest records that were kept back, each twice. */
    private static void decide(TestStack stack, GatedTopic topic, Set<String> decided) {
        List<ConsumerRecord<byte[], byte[]>> kept = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> stack.topics().read(topic.quarantine()), records -> records.size() >= RELEASES);
        for (ConsumerRecord<byte[], byte[]> record : kept.subList(kept.size() - RELEASES, kept.size())) {
            topic.decide(record, "release");
            topic.decide(record, "release");
            decided.add(record.topic() + ":" + record.partition() + ":" + record.offset());
        }
    }

    private static void assertReleasedOnce(TestStack stack, GatedTopic topic, Set<String> decided) {
        List<String> released = stack.topics().read(topic.allowed()).stream()
                .map(record -> GatedTopic.header(record, "gov.release.from"))
                .filter(from -> from != null)
                .toList();
        assertThat(released).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(decided);
    }

    private static void pause(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}

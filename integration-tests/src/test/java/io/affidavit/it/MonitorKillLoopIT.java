/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.Exactness;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.it.support.WatchedPolicy;
import io.affidavit.it.support.WatchedTopic;
import io.affidavit.it.support.WorkerMetrics;
import io.affidavit.it.support.WorkerPair;
import io.affidavit.monitor.incident.Kinds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that are killed or freeze, brokers that die, and tasks that come and go, while a monitor watches. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class MonitorKillLoopIT {
    private static final boolean LONG = Boolean.getBoolean("affidavit.long");
    private static final int KILLS = Integer.getInteger("affidavit.kills", LONG ? 20 : 3);
    private static final int RECORDS = Integer.getInteger("affidavit.records", LONG ? 2_000_000 : 200_000);
    private static final int FREEZES = LONG ? 6 : 1;
    private static final int PARTITIONS = 4;
    private static final int BATCH = 2_000;
    private static final long SEED = 20_261_124;

    @Test
    void findsWhatAnUndisturbedReplayFindsThroughKillsAndRebalances(TestStack stack, WorkerPair pair) {
        SplittableRandom random = new SplittableRandom(SEED);
        try (WatchedTopic topic = new WatchedTopic(stack, pair.rest(0), "watchkills", PARTITIONS, SEED)) {
            // Given
            topic.start(2);
            for (int kill = 0; kill < KILLS; kill++) {
                // When a worker dies somewhere in between
                int victim = random.nextInt(2);
                send(topic, RECORDS / KILLS / 2);
                pause(random.nextInt(1_500));
                pair.worker(victim).kill();
                send(topic, RECORDS / KILLS / 2);
                pair.worker(victim).start();
                // and, every other time, tasks come or go while the group has not settled
                if (kill % 2 == 0) {
                    topic.with("tasks.max", Integer.toString(2 + random.nextInt(3)));
                    pair.rest(1 - victim).put(topic.sink(), topic.config());
                }
                topic.awaitWatched();
            }

            // Then
            Exactness.assertUndisturbed(stack.topics(), topic, PARTITIONS);
            System.out.printf(
                    Locale.ROOT,
                    "seed %d: %d kills during %d records; %d incidents and %d partitions' states as undisturbed%n",
                    SEED,
                    KILLS,
                    topic.sent(),
                    topic.incidents().size(),
                    PARTITIONS);
        }
    }

    @Test
    void aWorkerThatWakesUpTellsNothingTwice(TestStack stack, WorkerPair pair) {
        try (WatchedTopic topic = new WatchedTopic(stack, pair.rest(0), "watchzombie", PARTITIONS, SEED + 1)) {
            // Given
            topic.start(2);
            send(topic, BATCH);
            topic.awaitWatched();
            for (int freeze = 0; freeze < FREEZES; freeze++) {
                // When a worker freezes with records in its hands, and the other takes over
                int zombie = freeze % 2;
                send(topic, 10 * BATCH);
                pair.worker(zombie).suspend();
                send(topic, 10 * BATCH);
                topic.awaitWatched();
                pair.worker(zombie).resume();

                // Then both go on
                send(topic, 5 * BATCH);
                topic.awaitWatched();
                pair.rest(zombie).awaitTasks(topic.sink(), 2, Duration.ofMinutes(1));
            }
            Exactness.assertUndisturbed(stack.topics(), topic, PARTITIONS);
        }
    }

    @Test
    void goesOnWhenABrokerThatWasKilledIsBack(TestStack stack, WorkerPair pair) {
        try (WatchedTopic topic = new WatchedTopic(stack, pair.rest(0), "watchbroker", PARTITIONS, SEED + 2)) {
            // Given
            topic.start(2);
            send(topic, 10 * BATCH);

            // When
            stack.broker().kill();
            pause(2_000);
            stack.broker().start();
            send(topic, 10 * BATCH);

            // Then
            topic.awaitWatched();
            Exactness.assertUndisturbed(stack.topics(), topic, PARTITIONS);
            pair.rest(0).awaitTasks(topic.sink(), 2, Duration.ofMinutes(2));
        }
    }

    @Test
    void goesOverToAPublishedVersionAtTheSameRecordsThroughAKill(TestStack stack, WorkerPair pair) {
        try (WatchedTopic topic = new WatchedTopic(stack, pair.rest(0), "watchpolicy", PARTITIONS, SEED + 3)) {
            // Given two versions, of which a third party then breaks the next
            WatchedPolicy policy = topic.followsPolicy(stack);
            policy.publish(1);
            topic.start(2);
            send(topic, 10 * BATCH);
            Instant swap = policy.publish(2);
            policy.breakIt();

            // When a worker dies with records of both in its hands
            sendUntil(topic, swap.plusMillis(300));
            pair.worker(1).kill();
            sendUntil(topic, swap.plusSeconds(3));
            pair.worker(1).start();
            send(topic, 10 * BATCH);
            topic.awaitWatched();

            // Then
            Exactness.assertUndisturbed(stack.topics(), topic, PARTITIONS);
            assertThat(topic.incidents().values())
                    .filteredOn(incident -> incident.kind().equals(Kinds.BASELINE))
                    .hasSize(PARTITIONS)
                    .allMatch(note -> note.message().contains("monitor drift changed")
                            && note.rule().policy().startsWith("watched@2#"));
            assertThat(topic.incidents().values())
                    .extracting(incident -> incident.rule().policy().substring(0, 9))
                    .contains("watched@1", "watched@2");
            assertThat(Pattern.compile("policy-versions-refused=([0-9.]+)")
                            .matcher(WorkerMetrics.text(pair.worker(0).pid()))
                            .results()
                            .map(refused -> Double.parseDouble(refused.group(1))))
                    .isNotEmpty()
                    .allMatch(refused -> refused == 2);
            System.out.printf(
                    Locale.ROOT,
                    "seed %d: a version published during %d records; %d incidents and %d states as undisturbed%n",
                    SEED + 3,
                    topic.sent(),
                    topic.incidents().size(),
                    PARTITIONS);
        }
    }

    private static void sendUntil(WatchedTopic topic, Instant time) {
        while (Clock.systemUTC().instant().isBefore(time)) {
            topic.send(BATCH / 10);
            pause(100);
        }
    }

    private static void send(WatchedTopic topic, int count) {
        for (int sent = 0; sent < count; sent += BATCH) {
            topic.send(Math.min(BATCH, count - sent));
        }
    }

    private static void pause(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}

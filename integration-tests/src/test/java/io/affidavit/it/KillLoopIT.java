/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.Load;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.it.support.WorkerPair;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that are killed, and tasks that come and go, while records keep coming. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class KillLoopIT {
    private static final int KILLS =
            Integer.getInteger("affidavit.kills", Boolean.getBoolean("affidavit.long") ? 100 : 3);
    private static final long SEED = 20_261_122;
    private static final int PARTITIONS = 4;
    private static final int PER_SECOND = 200;

    @Test
    void losesAndRepeatsNothingThroughKillsAndRebalances(TestStack stack, WorkerPair pair) {
        SplittableRandom random = new SplittableRandom(SEED);
        long began = System.nanoTime();
        long sent;
        int rebalances = 0;
        try (ArchivedTopic topic = new ArchivedTopic(stack, pair.rest(0), "killloop", PARTITIONS)) {
            // Given a table whose metadata stays small however long this takes
            topic.with("archive.commit.interval.ms", "1000")
                    .with("archive.snapshot.retention.time", "1m")
                    .with("archive.snapshot.retention.count", "10")
                    .start(2);
            try (Load load = topic.load(PER_SECOND)) {
                topic.awaitArchived();
                for (int kill = 0; kill < KILLS; kill++) {
                    // When a worker dies somewhere between two commits
                    int victim = random.nextInt(2);
                    pause(random.nextInt(1_000));
                    pair.worker(victim).kill();
                    pair.worker(victim).start();
                    // and, every other time, tasks come or go while the group has not settled
                    if (kill % 2 == 0) {
                        topic.with("tasks.max", Integer.toString(2 + random.nextInt(3)));
                        pair.rest(1 - victim).put(topic.sink(), topic.config());
                        rebalances++;
                    }
                    // Then every partition goes on
                    topic.awaitArchived();
                }
                load.close();
                sent = load.sent();
            }
            Completeness.assertEveryRecordOnce(topic);
            System.out.printf(
                    Locale.ROOT,
                    "seed %d: %d kills and %d changes of the number of tasks in %d s; %d records sent, %d archived%n",
                    SEED,
                    KILLS,
                    rebalances,
                    Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                    sent,
                    topic.archive().rows());
            assertThat(topic.archive().rows()).isEqualTo(sent);
            assertThat(topic.names().verify(topic.names().trustedKeys())).returns(0, CommandLine.Outcome::code);
            topic.workers().awaitTasks(topic.sink(), 2, Duration.ofMinutes(1));
        }
    }

    private static void pause(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}

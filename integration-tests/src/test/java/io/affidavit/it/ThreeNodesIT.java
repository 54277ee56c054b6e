/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.Exactness;
import io.affidavit.it.support.GatedTopic;
import io.affidavit.it.support.Load;
import io.affidavit.it.support.Topics;
import io.affidavit.it.support.WatchedTopic;
import io.affidavit.it.support.WorkerPair;
import io.affidavit.stack.KafkaCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitor and gate on a cluster of three nodes, of which one after the other is killed and comes back. */
@Tag("chaos")
class ThreeNodesIT {
    private static final boolean LONG = Boolean.getBoolean("affidavit.long");
    private static final int KILLS = LONG ? 12 : 3;
    private static final int BATCH = LONG ? 20_000 : 4_000;
    private static final int PARTITIONS = 4;
    private static final int PER_SECOND = 200;
    private static final long SEED = 20_261_125;

    @TempDir
    private Path directory;

    @Test
    void staysExactWhileNodesDieAndComeBack() {
        SplittableRandom random = new SplittableRandom(SEED);
        try (KafkaCluster cluster = new KafkaCluster(directory.resolve("kafka"))) {
            cluster.start();
            try (Topics topics = new Topics(cluster.bootstrapServers());
                    WorkerPair workers = new WorkerPair(
                            cluster.bootstrapServers(), directory.resolve("workers"), KafkaCluster.NODES);
                    WatchedTopic watched = new WatchedTopic(topics, workers.rest(0), "watchednodes", PARTITIONS, SEED);
                    GatedTopic gated = new GatedTopic(topics, workers.rest(0), "gatednodes", PARTITIONS)) {
                // Given
                watched.start(2);
                gated.start(2);
                long sent;
                try (Load load = gated.load(PER_SECOND)) {
                    for (int kill = 0; kill < KILLS; kill++) {
                        // When a node dies somewhere in between, and comes back while records flow
                        int victim = kill % KafkaCluster.NODES;
                        watched.send(BATCH);
                        pause(random.nextInt(1_500));
                        cluster.node(victim).kill();
                        watched.send(BATCH);
                        pause(random.nextInt(3_000));
                        cluster.node(victim).start();
                        topics.awaitReplicated();
                        watched.awaitWatched();
                        gated.awaitGated();
                    }
                    load.close();
                    sent = load.sent();
                }
                watched.awaitWatched();
                gated.awaitGated();

                // Then
                Exactness.assertUndisturbed(topics, watched, PARTITIONS);
                Exactness.assertEachOnce(topics, gated, sent);
                workers.rest(0).awaitTasks(watched.sink(), 2, Duration.ofMinutes(1));
                workers.rest(0).awaitTasks(gated.sink(), 2, Duration.ofMinutes(1));
                assertThat(watched.sent()).isEqualTo(2L * BATCH * KILLS);
                System.out.printf(
                        Locale.ROOT,
                        "seed %d: %d nodes killed during %d watched and %d gated records; %d incidents and %d states as"
                                + " undisturbed%n",
                        SEED,
                        KILLS,
                        watched.sent(),
                        sent,
                        watched.incidents().size(),
                        PARTITIONS);
            }
        }
    }

    private static void pause(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}

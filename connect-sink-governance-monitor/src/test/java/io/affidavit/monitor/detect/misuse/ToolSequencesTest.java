/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.InsufficientSample.Need;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.misuse.ToolSequences.Config;
import io.affidavit.monitor.detect.testing.DetectorContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ToolSequencesTest extends DetectorContract<ToolSequences> {

    private static final Config SMALL = new Config(2, 10, 3, 6);

    @Override
    protected ToolSequences fresh() {
        return new ToolSequences(SMALL);
    }

    @Override
    protected ToolSequences restore(StateReader reader) {
        return ToolSequences.restore(SMALL, reader);
    }

    @Override
    protected Object step(ToolSequences detector, SplittableRandom random) {
        String agent = random.nextInt(5) == 0 ? CANARY : "agent-" + random.nextInt(3);
        if (random.nextInt(10) == 0) {
            detector.pause(agent);
        }
        String tool = random.nextInt(20) == 0 ? null : "tool-" + random.nextInt(3);
        return List.of(detector.add(agent, tool));
    }

    private static void calls(ToolSequences detector, int times, String... tools) {
        for (int i = 0; i < times; i++) {
            for (String tool : tools) {
                detector.add("a", tool);
            }
        }
    }

    @Test
    void alertsOnceOnASequenceNeverSeen() {
        ToolSequences detector = new ToolSequences(Config.defaults());
        calls(detector, 80, "search", "read", "answer");

        assertThat(detector.add("a", "search")).isInstanceOf(Normal.class);
        assertThat(detector.add("a", "delete"))
                .isInstanceOfSatisfying(
                        Alert.class,
                        alert -> assertThat(alert.statistics().group()).isEqualTo("a"));
        calls(detector, 1, "search", "read", "answer", "search");
        assertThat(detector.add("a", "delete")).isInstanceOf(Normal.class);
    }

    @Test
    void learnsEachAgentBySelf() {
        ToolSequences detector = new ToolSequences(Config.defaults());
        calls(detector, 80, "search", "read", "answer");

        assertThat(detector.add("b", "search"))
                .isEqualTo(new InsufficientSample(List.of(new Need("b", 1, 200)), List.of()));
    }

    @Test
    void doesNotJoinCallsAcrossAPause() {
        ToolSequences detector = new ToolSequences(Config.defaults());
        for (int i = 0; i < 80; i++) {
            calls(detector, 1, "search", "read", "answer");
            detector.pause("a");
        }

        // answer, search, read would be new if the conversations were one
        assertThat(detector.add("a", "search")).isInstanceOf(Normal.class);
        assertThat(detector.add("a", "read")).isInstanceOf(Normal.class);
        assertThat(detector.add("a", "answer")).isInstanceOf(Normal.class);
        assertThat(detector.add("a", "search")).isInstanceOf(Alert.class);
    }

    @Test
    void letsGoOfWhatWasUsedLongestAgo() {
        ToolSequences detector = new ToolSequences(new Config(1, 10, 3, 2));
        calls(detector, 5, "x", "y");

        assertThat(detector.add("a", "x")).isInstanceOf(Normal.class);
        assertThat(detector.add("a", "z")).isInstanceOf(Alert.class);
        assertThat(detector.add("a", "x")).isInstanceOf(Normal.class);
        assertThat(detector.add("a", "y")).isInstanceOf(Alert.class);
    }

    @Test
    void forgetsAgentsUsedLongestAgo() {
        ToolSequences detector = new ToolSequences(new Config(1, 1, 2, 2));
        detector.add("a", "x");
        detector.add("b", "x");
        assertThat(detector.add("a", "x")).isInstanceOf(Normal.class);
        detector.add("c", "x");

        assertThat(detector.add("a", "x")).isInstanceOf(Normal.class);
        assertThat(detector.add("b", "x")).isInstanceOf(InsufficientSample.class);
    }
}

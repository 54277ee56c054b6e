/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.misuse;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.InsufficientSample.Need;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.Tally;
import java.util.List;

/**
 * Sequences of tool calls that an agent has never used before, after sequence-based intrusion detection (Forrest, Hofmeyr,
 * Somayaji and Longstaff, "A Sense of Self for Unix Processes", IEEE S&amp;P 1996).
 *
 * <p>Each agent first learns from its own calls; afterwards every run of {@code length} calls that is not among those kept
 * alerts once and is learned. An agent or a sequence that was used longest ago makes way for a new one, so a rare habit can
 * come up as new again, and an agent that was let go learns afresh. What an agent did wrong while learning is normal to it.
 *
 * <p>Names are kept as 64-bit hashes, which are no protection against tools named to collide.
 *
 * <p>State: 8 bytes a sequence; {@link #stateBytes()} has the bound. Cannot be merged: its answer depends on the order.
 */
public final class ToolSequences implements Detector {

    /**
     * What is remembered.
     *
     * @param length calls in a sequence, 1 to 8; 1 looks for tools never used
     * @param learn calls of an agent before anything alerts
     * @param mostAgents agents remembered
     * @param mostSequences sequences remembered of each agent
     */
    public record Config(int length, int learn, int mostAgents, int mostSequences) {

        public Config {
            require(length >= 1 && length <= 8, "sequences of 1 to 8 calls");
            require(learn >= length, "at least as many calls to learn from as a sequence has");
            require(mostAgents >= 1 && mostAgents <= 1_000_000, "1 to 1,000,000 agents");
            require(mostSequences >= 1 && mostSequences <= 100_000, "1 to 100,000 sequences of an agent");
        }

        /** Three calls, learned from 200, of 1,000 agents with 512 sequences each. */
        public static Config defaults() {
            return new Config(3, 200, 1_000, 512);
        }
    }

    private static final int VERSION = 1;
    private static final int NAME_BYTES = 3 * Tally.NAME_CHARS;

    private final Config config;
    private final Recent<String, ToolHistory> agents;
    private long refused;

    public ToolSequences(Config config) {
        this.config = config;
        this.agents = new Recent<>(config.mostAgents());
    }

    /** Takes a call. One without agent or tool is refused and answered as an agent of which nothing is known. */
    public Assessment add(String agent, String tool) {
        if (agent == null || tool == null) {
            refused++;
            return new InsufficientSample(0, config.learn());
        }
        String name = Tally.kept(agent);
        ToolHistory history = history(name);
        boolean learning = history.calls() < config.learn();
        boolean unseen = history.add(hash(tool));
        if (learning) {
            return new InsufficientSample(List.of(new Need(name, history.calls(), config.learn())), List.of());
        }
        Statistics statistics = Statistics.of("new_sequence", unseen ? 1 : 0, 1, history.calls())
                .about(name);
        return unseen ? new Alert(statistics) : new Normal(statistics);
    }

    /** Says that the agent's next call begins something new, such as another conversation. */
    public void pause(String agent) {
        if (agent != null) {
            history(Tally.kept(agent)).pause();
        }
    }

    private ToolHistory history(String name) {
        return agents.use(name, () -> new ToolHistory(config.length(), config.mostSequences()));
    }

    private static long hash(String name) {
        long hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = hash * 0x100000001b3L + name.charAt(i);
        }
        return mix(hash);
    }

    /** Spreads a value over 64 bits (the finaliser of SplitMix64: Steele, Lea and Flood, OOPSLA 2014). */
    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    @Override
    public void reset() {
        agents.clear();
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.TOOL_SEQUENCES, VERSION).writeLong(refused).writeInt(agents.size());
        agents.forEach((agent, history) -> history.save(writer.writeText(agent)));
    }

    public static ToolSequences restore(Config config, StateReader reader) {
        ToolSequences restored = new ToolSequences(config);
        reader.begin(StateKind.TOOL_SEQUENCES, VERSION);
        restored.refused = reader.readCount();
        int count = reader.readLength(config.mostAgents(), Integer.BYTES);
        for (int i = 0; i < count; i++) {
            restored.history(reader.readText(NAME_BYTES)).restore(reader);
        }
        if (restored.agents.size() != count) {
            throw reader.invalid("an agent is there twice");
        }
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2
                + Long.BYTES
                + Integer.BYTES
                + config.mostAgents()
                        * (Integer.BYTES
                                + NAME_BYTES
                                + ToolHistory.stateBytes(config.length(), config.mostSequences()));
    }
}

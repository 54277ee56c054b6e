/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.fairness;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Tally;
import io.affidavit.monitor.detect.drift.QuantileShift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scoring-rate ratio: each group's share of scores above the median of the whole sample, over the share of the best group
 * or a chosen one (New York City's rule for tools that score: 6 RCNY 5-300, "scoring rate"). Judged like an impact ratio.
 *
 * <p>Scores are held on sketches of {@link #ACCURACY} relative error, so the rates are exact wherever two different scores
 * around the median lie further apart than a thousandth; for whole scores such as 300 to 850 they always are.
 *
 * <p>State: 12 bytes for each different score of a group; {@link #stateBytes()} has the bound. Merging gives what one
 * detector that saw both streams would hold, while all groups fit {@code most}.
 */
public final class ScoringRate implements Detector {

    /** Relative error of a score. */
    public static final double ACCURACY = .0005;

    /** Bins of a group's sketch: scores whose largest is 60 times the smallest keep the accuracy. */
    private static final int BINS = 4096;

    private static final int NAME_BYTES = 3 * Tally.NAME_CHARS;
    private static final int VERSION = 1;
    private static final QuantileShift.Config SKETCH = new QuantileShift.Config(ACCURACY, BINS, .5, 1.25, 1.5, 1, .001);

    /**
     * What is judged.
     *
     * @param profile thresholds
     * @param reference name of the reference group; empty for the group with the highest rate
     * @param most groups held one by one
     */
    public record Config(FairnessProfile profile, String reference, int most) {

        public Config {
            require(most >= 2 && most <= 256, "2 to 256 groups");
        }

        /** Against the best of up to 16 groups. */
        public static Config of(FairnessProfile profile) {
            return new Config(profile, "", 16);
        }
    }

    private final Config config;
    private final Map<String, QuantileShift> groups = new TreeMap<>();
    private QuantileShift unknown = new QuantileShift(SKETCH);
    private long refused;

    public ScoringRate(Config config) {
        this.config = config;
    }

    /** Takes a score; a group that is null or blank is unknown. A score that is not finite is refused. */
    public void add(String group, double score) {
        QuantileShift scores = scores(group == null || group.isBlank() ? null : Tally.kept(group));
        long before = scores.refused();
        scores.add(score);
        refused += scores.refused() - before;
    }

    /** The scores of a group; those of the unknown where there is none, or no place for it. */
    private QuantileShift scores(String group) {
        QuantileShift scores = group == null ? unknown : groups.get(group);
        if (scores == null && groups.size() < config.most()) {
            scores = new QuantileShift(SKETCH);
            groups.put(group, scores);
        }
        return scores == null ? unknown : scores;
    }

    /** Adds what another detector has seen. */
    public void merge(ScoringRate other) {
        other.groups.forEach((group, scores) -> scores(group).merge(scores));
        unknown.merge(other.unknown);
        refused += other.refused;
    }

    /** Judges what was taken. The sample whose median counts is that of all scores, of unknown group too. */
    public Assessment assess() {
        QuantileShift sample = new QuantileShift(SKETCH);
        groups.values().forEach(sample::merge);
        sample.merge(unknown);
        double median = sample.quantile(.5);
        List<GroupRate> rates = new ArrayList<>();
        groups.forEach((group, scores) -> {
            if (scores.total() > 0) {
                rates.add(new GroupRate(group, scores.above(median), scores.total()));
            }
        });
        return new RatioRule(config.profile(), config.reference()).assess("scoring_rate_ratio", rates, unknown.total());
    }

    @Override
    public void reset() {
        groups.clear();
        unknown = new QuantileShift(SKETCH);
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.SCORING_RATE, VERSION).writeLong(refused).writeInt(groups.size());
        groups.forEach((group, scores) -> scores.save(writer.writeText(group)));
        unknown.save(writer);
    }

    public static ScoringRate restore(Config config, StateReader reader) {
        ScoringRate restored = new ScoringRate(config);
        reader.begin(StateKind.SCORING_RATE, VERSION);
        restored.refused = reader.readCount();
        int groups = reader.readLength(config.most(), Integer.BYTES);
        for (int i = 0; i < groups; i++) {
            String group = reader.readText(NAME_BYTES);
            if (restored.groups.put(group, QuantileShift.restore(SKETCH, reader)) != null) {
                throw reader.invalid("a group is there twice");
            }
        }
        restored.unknown = QuantileShift.restore(SKETCH, reader);
        return restored;
    }

    @Override
    public long stateBytes() {
        long sketch = unknown.stateBytes();
        return 2 + Long.BYTES + Integer.BYTES + config.most() * (Integer.BYTES + NAME_BYTES + sketch) + sketch;
    }
}

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
import java.util.ArrayList;
import java.util.List;

/**
 * Impact ratio: each group's rate of favourable outcomes over the rate of the best group, or of a chosen one (29 CFR
 * 1607.4(D); 6 RCNY 5-300). Alerts where the ratio is low and chance does not explain it (Peresie, Indiana Law Journal 84,
 * 2009, argues for asking both): Fisher's exact test for small cells, the z-test elsewhere, Bonferroni over groups
 * or, against the best group, over pairs of groups.
 *
 * <p>Groups that are too small or under the least share are reported and not judged; so is the share of outcomes without
 * a group. It says that rates differ, not why: a difference in the people who ask looks the same.
 *
 * <p>State: 404 bytes for each group at most; {@link #stateBytes()} has the bound. Merging adds counts: exact while all
 * groups fit {@code most}. Groups that do not fit count as unknown.
 */
public final class ImpactRatio implements Detector {

    /**
     * What is judged.
     *
     * @param profile thresholds
     * @param reference name of the reference group; empty for the group with the highest rate
     * @param most groups counted one by one
     */
    public record Config(FairnessProfile profile, String reference, int most) {

        public Config {
            require(most >= 2 && most <= 1_000, "2 to 1,000 groups");
        }

        /** Against the best of up to 64 groups. */
        public static Config of(FairnessProfile profile) {
            return new Config(profile, "", 64);
        }
    }

    private static final int VERSION = 1;
    private static final int MEMBERS = 0;
    private static final int FAVOURABLE = 1;

    private final Config config;
    private final Tally outcomes;
    private long unknown;

    public ImpactRatio(Config config) {
        this.config = config;
        this.outcomes = new Tally(config.most(), 2);
    }

    /** Takes an outcome; a group that is null or blank is unknown. */
    public void add(String group, boolean favourable) {
        if (group == null || group.isBlank()) {
            unknown++;
            return;
        }
        outcomes.add(group, MEMBERS);
        if (favourable) {
            outcomes.add(group, FAVOURABLE);
        }
    }

    /** Adds what another detector has seen. */
    public void merge(ImpactRatio other) {
        outcomes.merge(other.outcomes);
        unknown += other.unknown;
    }

    /** How many outcomes were taken, of known groups and others. */
    public long total() {
        return outcomes.total(MEMBERS) + unknown;
    }

    /** Judges what was taken. */
    public Assessment assess() {
        List<GroupRate> groups = new ArrayList<>();
        outcomes.forEach((group, counts) -> groups.add(new GroupRate(group, counts[FAVOURABLE], counts[MEMBERS])));
        return new RatioRule(config.profile(), config.reference())
                .assess("impact_ratio", groups, unknown + outcomes.overflow(MEMBERS));
    }

    @Override
    public void reset() {
        outcomes.clear();
        unknown = 0;
    }

    /** Always 0: an outcome without a group is unknown, not refused. */
    @Override
    public long refused() {
        return 0;
    }

    @Override
    public void save(StateWriter writer) {
        outcomes.save(writer.begin(StateKind.IMPACT_RATIO, VERSION).writeLong(unknown));
    }

    public static ImpactRatio restore(Config config, StateReader reader) {
        ImpactRatio restored = new ImpactRatio(config);
        reader.begin(StateKind.IMPACT_RATIO, VERSION);
        restored.unknown = reader.readCount();
        restored.outcomes.restore(reader);
        restored.outcomes.forEach((group, counts) -> {
            if (counts[FAVOURABLE] > counts[MEMBERS]) {
                throw reader.invalid("a group has more favourable outcomes than outcomes");
            }
        });
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + Long.BYTES + outcomes.stateBytes();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.drift;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Answers;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Samples;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.Tally;
import io.affidavit.monitor.detect.math.Significance;
import java.util.List;
import java.util.Optional;

/**
 * A window of categories against a reference: the largest change of any category's share (L-infinity), Pearson's chi-square
 * test of homogeneity behind it (Pearson 1900; small cells pooled after Cochran 1954), and categories the reference never had.
 *
 * <p>Alerts where a share changed by {@code alert} and chi-square is significant, or where unseen categories make up
 * {@code unseen} and Fisher's or the z-test says that is not chance.
 *
 * <p>State: 396 bytes for each category at most; {@link #stateBytes()} has the bound. Merging is exact while all categories
 * fit {@code most}; what does not fit is counted together.
 */
public final class CategoricalDrift implements Detector {

    /**
     * What counts as drift.
     *
     * @param most categories counted one by one
     * @param need fewest observations on either side
     * @param warn change of a share from which to warn
     * @param alert change of a share from which to alert
     * @param unseen share of unseen categories from which to alert
     * @param significance p-value below which a difference is no chance
     */
    public record Config(int most, long need, double warn, double alert, double unseen, double significance) {

        public Config {
            require(most >= 2 && most <= 10_000, "2 to 10,000 categories");
            require(need >= 1, "a smallest sample of at least 1");
            require(warn > 0 && alert >= warn && alert <= 1, "thresholds 0 < warn <= alert <= 1");
            require(unseen > 0 && unseen <= 1, "a share of unseen categories above 0 and up to 1");
            require(significance > 0 && significance < 1, "a significance between 0 and 1");
        }

        /** 256 categories, 200 observations, shares .05 and .1, unseen .01, significance .01. */
        public static Config defaults() {
            return new Config(256, 200, .05, .1, .01, .01);
        }
    }

    private static final int VERSION = 1;

    private final Config config;
    private final Tally counts;
    private long refused;

    public CategoricalDrift(Config config) {
        this.config = config;
        this.counts = new Tally(config.most(), 1);
    }

    /** Takes a category; none at all is refused. */
    public void add(String category) {
        if (category == null) {
            refused++;
            return;
        }
        counts.add(category, 0);
    }

    /** Adds what another detector has seen. */
    public void merge(CategoricalDrift other) {
        counts.merge(other.counts);
        refused += other.refused;
    }

    /** How many observations were taken. */
    public long total() {
        return counts.total(0);
    }

    /** Holds the window against a reference. */
    public Assessment assess(CategoricalDrift reference) {
        Optional<InsufficientSample> missing = Samples.missing(total(), reference.total(), config.need());
        if (missing.isPresent()) {
            return missing.get();
        }
        CategoryTable table = new CategoryTable(counts, reference.counts);
        double p = table.chiSquareP();
        Statistics shares = Statistics.of("l_infinity", table.largestChange(), config.alert(), total())
                .about(table.mostChanged())
                .against(reference.total())
                .significant(p);
        double unseenShare = (double) table.unseen() / total();
        double unseenP = Significance.ofProportions(table.unseen(), total(), 0, reference.total());
        Statistics unseen = Statistics.of("unseen_categories", unseenShare, config.unseen(), total())
                .against(reference.total())
                .significant(unseenP);
        boolean significant = p < config.significance();
        boolean news = unseenShare >= config.unseen() && unseenP < config.significance();
        boolean changed = significant && table.largestChange() >= config.alert();
        return Answers.of(
                changed || news,
                significant && table.largestChange() >= config.warn(),
                news && !changed ? List.of(unseen, shares) : List.of(shares, unseen));
    }

    @Override
    public void reset() {
        counts.clear();
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        counts.save(writer.begin(StateKind.CATEGORICAL_DRIFT, VERSION).writeLong(refused));
    }

    public static CategoricalDrift restore(Config config, StateReader reader) {
        CategoricalDrift restored = new CategoricalDrift(config);
        reader.begin(StateKind.CATEGORICAL_DRIFT, VERSION);
        restored.refused = reader.readCount();
        restored.counts.restore(reader);
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + Long.BYTES + counts.stateBytes();
    }
}

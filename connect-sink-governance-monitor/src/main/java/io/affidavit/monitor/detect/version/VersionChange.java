/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.version;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Answers;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.InsufficientSample.Need;
import io.affidavit.monitor.detect.Samples;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.Tally;
import io.affidavit.monitor.detect.drift.Bins;
import io.affidavit.monitor.detect.drift.NumericDrift;
import io.affidavit.monitor.detect.math.Significance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Holds a new version's first decisions against the old version's last ones: the rate of favourable outcomes by the z-test
 * for two proportions, and the scores by PSI (which takes 200 scores on either side).
 *
 * <pre>
 *   current ── first decision of another version ──▶ current, frozen │ candidate fills its first window
 *      ▲                                                             │
 *      ├── window full: compared, the candidate is the current one ──┤
 *      └── candidate goes quiet for ten windows: it is dropped ──────┘
 * </pre>
 *
 * <p>One change at a time: decisions of the current version while a candidate fills its window, and of third versions,
 * are only counted towards the candidate's patience. Two versions that run side by side for long look like one change after
 * the other: watch them as two models.
 *
 * <p>State: two windows of a byte a decision and two names; {@link #stateBytes()} has the bound. Cannot be merged.
 */
public final class VersionChange implements Detector {

    /**
     * What counts as a different version behaving differently.
     *
     * @param window decisions on either side, at most 100,000
     * @param bins frozen bins of the score
     * @param rateEffect change of the rate from which to alert
     * @param significance p-value below which a change of the rate is no chance
     * @param psi PSI of the scores from which to alert
     */
    public record Config(int window, Bins bins, double rateEffect, double significance, double psi) {

        public Config {
            require(window >= 30 && window <= 100_000, "windows of 30 to 100,000 decisions");
            require(rateEffect >= 0 && rateEffect < 1, "a change of the rate from 0 to below 1");
            require(significance > 0 && significance < 1, "a significance between 0 and 1");
            require(psi > 0, "a positive PSI");
        }

        /** Windows of 500, a change of .05 at .01, PSI .25. */
        public static Config of(Bins bins) {
            return new Config(500, bins, .05, .01, .25);
        }
    }

    private static final int VERSION = 1;
    private static final int PATIENCE = 10;
    private static final int NAME_BYTES = 3 * Tally.NAME_CHARS;

    private final Config config;
    private final VersionWindow current;
    private final VersionWindow candidate;
    private String currentName = "";
    private String candidateName = "";
    private long elsewhere;
    private long refused;

    public VersionChange(Config config) {
        this.config = config;
        this.current = new VersionWindow(config.window());
        this.candidate = new VersionWindow(config.window());
    }

    /** Takes a decision without a score; see {@link #add(String, boolean, double)}. */
    public Optional<Assessment> add(String version, boolean favourable) {
        return take(version, favourable, VersionWindow.NO_SCORE);
    }

    /**
     * Takes a decision and answers where it completed a comparison: with an insufficient sample where the old version had
     * made too few decisions. A decision without a version is refused; a score that is not finite is refused while the
     * outcome counts.
     */
    public Optional<Assessment> add(String version, boolean favourable, double score) {
        if (!Double.isFinite(score)) {
            refused++;
            return take(version, favourable, VersionWindow.NO_SCORE);
        }
        return take(version, favourable, config.bins().of(score));
    }

    private Optional<Assessment> take(String version, boolean favourable, int bin) {
        if (version == null || version.isBlank()) {
            refused++;
            return Optional.empty();
        }
        String name = Tally.kept(version);
        if (currentName.isEmpty()) {
            currentName = name;
        }
        if (candidateName.isEmpty()) {
            if (name.equals(currentName)) {
                current.add(favourable, bin);
                return Optional.empty();
            }
            candidateName = name;
        }
        if (!name.equals(candidateName)) {
            elsewhere++;
            if (elsewhere >= (long) PATIENCE * config.window()) {
                drop();
            }
            return Optional.empty();
        }
        elsewhere = 0;
        candidate.add(favourable, bin);
        if (!candidate.full()) {
            return Optional.empty();
        }
        Assessment compared = compare();
        current.become(candidate);
        currentName = candidateName;
        drop();
        return Optional.of(compared);
    }

    private void drop() {
        candidate.clear();
        candidateName = "";
        elsewhere = 0;
    }

    private Assessment compare() {
        if (!current.full()) {
            return new InsufficientSample(
                    List.of(new Need(Samples.REFERENCE, current.size(), config.window())), List.of());
        }
        long n = candidate.size();
        double change = candidate.rate() - current.rate();
        double p = Significance.ofProportions(candidate.favourable(), n, current.favourable(), current.size());
        boolean rateAlerts = p < config.significance() && Math.abs(change) >= config.rateEffect();
        List<Statistics> details = new ArrayList<>();
        details.add(Statistics.of("version_rate_change", change, config.rateEffect(), n)
                .about(candidateName)
                .against(current.size())
                .significant(p));
        Assessment scores = scores(candidate).assess(scores(current));
        scores.details().forEach(figure -> details.add(figure.about(candidateName)));
        boolean scoresAlert = scores instanceof Alert;
        if (scoresAlert && !rateAlerts) {
            Collections.rotate(details, -1);
        }
        return Answers.of(rateAlerts || scoresAlert, false, details);
    }

    private NumericDrift scores(VersionWindow window) {
        return NumericDrift.of(
                NumericDrift.Config.psi(config.bins()).alertingAt(config.psi()),
                window.scores(config.bins().count()));
    }

    @Override
    public void reset() {
        current.clear();
        currentName = "";
        drop();
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.VERSION_CHANGE, VERSION)
                .writeLong(refused)
                .writeLong(elsewhere)
                .writeText(currentName)
                .writeText(candidateName);
        current.save(writer);
        candidate.save(writer);
    }

    public static VersionChange restore(Config config, StateReader reader) {
        VersionChange restored = new VersionChange(config);
        reader.begin(StateKind.VERSION_CHANGE, VERSION);
        restored.refused = reader.readCount();
        restored.elsewhere = reader.readCount();
        restored.currentName = reader.readText(NAME_BYTES);
        restored.candidateName = reader.readText(NAME_BYTES);
        restored.current.restore(reader, config.bins().count());
        restored.candidate.restore(reader, config.bins().count());
        if (restored.candidate.full()) {
            throw reader.invalid("a full window was not compared");
        }
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + 2 * Long.BYTES + 2 * (Integer.BYTES + NAME_BYTES) + current.stateBytes() + candidate.stateBytes();
    }
}

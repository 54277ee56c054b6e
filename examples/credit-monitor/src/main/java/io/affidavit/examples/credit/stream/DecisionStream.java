/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.stream;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Makes a week of decisions from a seed: the same seed gives the same decisions on every Java.
 *
 * <p>People work from seven to eight, Monday to Friday, with a course of the day; one decision in 2,000 is made late. Scores
 * are logistic in a normal value, and whoever reaches one half is approved: two in three.
 *
 * @param rows how many, closing ones included
 */
public record DecisionStream(long seed, int rows) {
    /** Share of women among those who declare a sex; one in 25 declares none. */
    static final double FEMALE = .5;
    /** Share of approvals where nothing is wrong. */
    static final double USUAL_RATE = .68;
    /** Share of approved women whom the extra rule denies. */
    static final double EXTRA_DENIALS = .4;
    /** Share of approvals of the bad version. */
    static final double BAD_RATE = .93;

    /** The normal quantiles of these rates. */
    private static final double USUAL_SHIFT = .4677;

    private static final double BAD_SHIFT = 1.4758;
    private static final double UNDECLARED = .04;
    private static final int STRAY_EVERY = 2_000;
    private static final double NIGHTLY = .015;
    private static final Duration NIGHT = Duration.ofMinutes(330);
    private static final int MOST_DELAY_MILLIS = 20_000;
    private static final double PASS = .5;
    private static final Instant CONTROL_RELEASE = Week.at(DayOfWeek.WEDNESDAY, 11, 0);
    private static final double[] DAY = {.6, .9, 1.2, 1.3, 1.2, 1.0, .9, 1.1, 1.2, 1.2, 1.0, .8, .6};
    private static final List<String> AGES = List.of("18-29", "30-44", "45-59", "60+");

    /** The decisions in the order in which they come to the log. */
    public List<Decision> decisions() {
        Random random = new Random(seed);
        List<Instant> times = new ArrayList<>();
        List<Model> models = new ArrayList<>();
        int night = (int) (rows * NIGHTLY);
        int stray = rows / STRAY_EVERY;
        int day = rows - night - stray - Model.values().length;
        for (int i = 0; i < day; i++) {
            models.add(model(i / (double) day));
            times.add(workingTime(random));
        }
        for (int i = 0; i < stray; i++) {
            models.add(model(random.nextDouble()));
            times.add(freeTime(random));
        }
        for (int i = 0; i < night; i++) {
            models.add(Fault.AFTER_HOURS.model());
            times.add(Fault.AFTER_HOURS.begin().plusMillis((long) (random.nextDouble() * NIGHT.toMillis())));
        }
        for (Model model : Model.values()) {
            // the first decision of the next week, which ends the last windows of this one
            models.add(model);
            times.add(Week.end().plus(Duration.ofHours(Week.OPENS)).plusSeconds(models.size() % 60));
        }
        List<Decision> decisions = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            decisions.add(decision(random, i, models.get(i), times.get(i)));
        }
        decisions.sort(Comparator.comparing(Decision::observed).thenComparing(Decision::number));
        return decisions;
    }

    private static Model model(double place) {
        double rest = place;
        for (Model model : Model.values()) {
            rest -= model.share();
            if (rest < 0) {
                return model;
            }
        }
        return Model.OVERDRAFT;
    }

    private static Instant workingTime(Random random) {
        int day = random.nextInt(Week.WORKDAYS);
        double place = random.nextDouble() * DAY.length;
        int hour = 0;
        while (hour < DAY.length - 1 && place >= DAY[hour]) {
            place -= DAY[hour++];
        }
        return millisAfter(
                Week.local(day, Week.OPENS + hour, 0).atZone(Week.ZONE).toInstant(), 3_600_000, random);
    }

    private static Instant freeTime(Random random) {
        long week = Duration.between(Week.begin(), Week.end()).toMillis();
        Instant time = millisAfter(Week.begin(), week, random);
        while (Week.open(time)) {
            time = millisAfter(Week.begin(), week, random);
        }
        return time;
    }

    private static Instant millisAfter(Instant time, long most, Random random) {
        return time.plusMillis((long) (random.nextDouble() * most));
    }

    private static Decision decision(Random random, int number, Model model, Instant time) {
        double sexPlace = random.nextDouble();
        String sex = sexPlace < UNDECLARED ? "" : sexPlace < UNDECLARED + (1 - UNDECLARED) * FEMALE ? "F" : "M";
        boolean bad = model == Fault.BAD_FINE_TUNE.model() && !time.isBefore(Fault.BAD_FINE_TUNE.begin());
        double shift = bad ? BAD_SHIFT : USUAL_SHIFT;
        double score = 1 / (1 + Math.exp(-(shift + random.nextGaussian())));
        boolean passes = score >= PASS;
        boolean extra = model == Fault.DISPARATE_IMPACT.model() && !time.isBefore(Fault.DISPARATE_IMPACT.begin());
        boolean deniedByRule = random.nextDouble() < EXTRA_DENIALS && extra && passes && sex.equals("F");
        String age = AGES.get(random.nextInt(AGES.size()));
        int latency = 20 + (int) (30 * Math.exp(random.nextGaussian() / 2));
        Instant observed = time.plusMillis(random.nextInt(MOST_DELAY_MILLIS));
        return new Decision(
                number,
                model,
                version(model, time),
                time,
                observed,
                score,
                passes && !deniedByRule,
                deniedByRule ? "household_rule" : passes ? "score_passed" : "score_too_low",
                sex,
                age,
                latency,
                fault(model, time, bad, extra));
    }

    private static String version(Model model, Instant time) {
        if (model == Fault.BAD_FINE_TUNE.model() && !time.isBefore(Fault.BAD_FINE_TUNE.begin())) {
            return "2025.05-ft1";
        }
        return model == Model.CONTROL && !time.isBefore(CONTROL_RELEASE) ? "2025.05" : "2025.04";
    }

    private static Optional<Fault> fault(Model model, Instant time, boolean bad, boolean extra) {
        if (bad) {
            return Optional.of(Fault.BAD_FINE_TUNE);
        }
        if (extra) {
            return Optional.of(Fault.DISPARATE_IMPACT);
        }
        boolean night = model == Fault.AFTER_HOURS.model()
                && !time.isBefore(Fault.AFTER_HOURS.begin())
                && time.isBefore(Fault.AFTER_HOURS.begin().plus(NIGHT));
        return night ? Optional.of(Fault.AFTER_HOURS) : Optional.empty();
    }
}

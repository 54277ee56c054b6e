/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.truth;

import io.affidavit.examples.credit.stream.Decision;
import io.affidavit.examples.credit.stream.Fault;
import io.affidavit.examples.credit.stream.Model;
import io.affidavit.examples.credit.stream.Week;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says in which hour a finding becomes significant, from the decisions alone: counts, two rates, a normal quantile. It
 * shares nothing with the monitor but the numbers that {@code monitors.yml} states.
 */
public final class PlainCounts {
    /** Smallest group that is judged. */
    static final int LEAST_GROUP = 50;
    /** Four fifths. */
    static final double LEAST_RATIO = .8;
    /** Decisions of a new version, and of the one before, that are compared. */
    static final int SAMPLE = 300;
    /** Change of the share of approvals that matters. */
    static final double LEAST_CHANGE = .1;
    /** Decisions out of hours that matter, in an hour. */
    static final int MOST_AT_NIGHT = 20;
    /** Normal quantile of p .001, two-sided. */
    static final double Z_OF_001 = 3.2905;
    /** The same of p .000005, which is .00001 shared by two groups, either of which may be the worse one. */
    static final double Z_OF_000005 = 4.5648;

    private final List<Decision> decisions;

    /** @param decisions in the order of the log */
    public PlainCounts(List<Decision> decisions) {
        this.decisions = decisions;
    }

    /** The first hour in which what a fault does can be told from chance. */
    public Optional<Hour> significant(Fault fault) {
        return switch (fault) {
            case DISPARATE_IMPACT -> disparity(fault.model());
            case BAD_FINE_TUNE -> newVersion(fault.model());
            case AFTER_HOURS -> atNight(fault.model());
        };
    }

    /** Whether the numbers of a model show any of the three. */
    public boolean clean(Model model) {
        return disparity(model).isEmpty()
                && newVersion(model).isEmpty()
                && atNight(model).isEmpty();
    }

    private Optional<Hour> disparity(Model model) {
        Map<Hour, long[]> hours = new TreeMap<>();
        for (Decision decision : of(model)) {
            if (decision.sex().isEmpty()) {
                continue;
            }
            int group = decision.sex().equals("F") ? 0 : 2;
            long[] counts = hours.computeIfAbsent(Hour.of(decision.time()), any -> new long[4]);
            counts[group] += decision.approved() ? 1 : 0;
            counts[group + 1]++;
        }
        return hours.entrySet().stream()
                .filter(hour -> disparate(hour.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean disparate(long[] counts) {
        if (counts[1] < LEAST_GROUP || counts[3] < LEAST_GROUP) {
            return false;
        }
        TwoRates rates = new TwoRates(counts[0], counts[1], counts[2], counts[3]);
        double ratio = Math.min(rates.rate(), rates.otherRate()) / Math.max(rates.rate(), rates.otherRate());
        return ratio < LEAST_RATIO && Math.abs(rates.z()) > Z_OF_000005;
    }

    private Optional<Hour> newVersion(Model model) {
        List<Decision> all = of(model);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String old = all.get(0).version();
        List<Decision> before = new ArrayList<>();
        List<Decision> after = new ArrayList<>();
        for (Decision decision : all) {
            if (!decision.version().equals(old)) {
                after.add(decision);
            } else if (after.isEmpty()) {
                before.add(decision);
            }
        }
        if (before.size() < SAMPLE || after.size() < SAMPLE) {
            return Optional.empty();
        }
        long newly = approved(after.subList(0, SAMPLE));
        long formerly = approved(before.subList(before.size() - SAMPLE, before.size()));
        TwoRates rates = new TwoRates(newly, SAMPLE, formerly, SAMPLE);
        boolean differs = Math.abs(rates.rate() - rates.otherRate()) >= LEAST_CHANGE && Math.abs(rates.z()) > Z_OF_001;
        return differs ? Optional.of(Hour.of(after.get(SAMPLE - 1).time())) : Optional.empty();
    }

    private Optional<Hour> atNight(Model model) {
        Map<Hour, Integer> hours = new TreeMap<>();
        of(model).stream()
                .filter(decision -> !Week.open(decision.time()))
                .forEach(decision -> hours.merge(Hour.of(decision.time()), 1, Integer::sum));
        return hours.entrySet().stream()
                .filter(hour -> hour.getValue() >= MOST_AT_NIGHT)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private List<Decision> of(Model model) {
        return decisions.stream().filter(decision -> decision.model() == model).toList();
    }

    private static long approved(List<Decision> some) {
        return some.stream().filter(Decision::approved).count();
    }
}

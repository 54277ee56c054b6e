/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.fairness;

import io.affidavit.monitor.detect.Answers;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.InsufficientSample.Need;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.math.RatioInterval;
import io.affidavit.monitor.detect.math.Significance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Holds each group's rate against the reference group's. Effect and significance must both hold for an answer other than
 * normal. The significance is divided by the number of groups judged (Bonferroni); where the reference is the best of them,
 * by the number of their pairs if that is more, since the worst against the best is the most extreme pair of all.
 *
 * @param profile thresholds
 * @param reference name of the reference group; empty for the group with the highest rate
 */
record RatioRule(FairnessProfile profile, String reference) {

    /** Judges the groups, given in the order of names, and says how many members had no known group. */
    Assessment assess(String figure, List<GroupRate> groups, long unknown) {
        long known = groups.stream().mapToLong(GroupRate::members).sum();
        List<Statistics> notes = new ArrayList<>();
        List<Need> needs = new ArrayList<>();
        List<GroupRate> judged = new ArrayList<>();
        for (GroupRate group : groups) {
            double share = (double) group.members() / known;
            if (group.members() < profile.leastGroup()) {
                needs.add(new Need(group.group(), group.members(), profile.leastGroup()));
                notes.add(note("small_group", (double) group.members(), (double) profile.leastGroup(), known, group));
            } else if (share < profile.leastShare()) {
                notes.add(note("excluded_share", share, profile.leastShare(), known, group));
            } else {
                judged.add(group);
            }
        }
        long all = known + unknown;
        notes.add(Statistics.of("unknown_share", all == 0 ? 0 : (double) unknown / all, Double.NaN, all));
        Optional<GroupRate> against = reference(judged);
        if (judged.size() < 2 || against.isEmpty()) {
            if (needs.isEmpty()) {
                needs.add(new Need("", judged.size(), 2));
            }
            return new InsufficientSample(needs, notes);
        }
        return judge(figure, judged, against.get(), notes);
    }

    private Assessment judge(String figure, List<GroupRate> judged, GroupRate against, List<Statistics> notes) {
        int groups = judged.size();
        int comparisons = reference.isEmpty() ? Math.max(groups, groups * (groups - 1) / 2) : groups;
        double level = profile.significance() / comparisons;
        List<Statistics> ratios = judged.stream()
                .filter(group -> !group.equals(against))
                .map(group -> ratio(figure, group, against))
                .sorted(Comparator.comparing((Statistics ratio) -> ratio.pValue() >= level)
                        .thenComparing(Statistics::effect)
                        .thenComparing(Statistics::group))
                .toList();
        Statistics worst = ratios.get(0);
        boolean significant = worst.pValue() < level;
        List<Statistics> details = new ArrayList<>(ratios);
        details.addAll(notes);
        return Answers.of(
                significant && worst.effect() < profile.alertRatio(),
                significant && worst.effect() < profile.warnRatio(),
                details);
    }

    /** The configured group if it is judged, else the one with the highest rate, the first by name of equals. */
    private Optional<GroupRate> reference(List<GroupRate> judged) {
        return reference.isEmpty()
                ? judged.stream().reduce((first, next) -> next.rate() > first.rate() ? next : first)
                : judged.stream()
                        .filter(group -> group.group().equals(reference))
                        .findFirst();
    }

    private Statistics ratio(String figure, GroupRate group, GroupRate against) {
        RatioInterval interval = RatioInterval.of(
                group.favourable(), group.members(), against.favourable(), against.members(), profile.confidence());
        return Statistics.of(figure, effect(group, against), profile.alertRatio(), group.members())
                .about(group.group())
                .against(against.members())
                .significant(Significance.ofProportions(
                        group.favourable(), group.members(), against.favourable(), against.members()))
                .between(interval.low(), interval.high());
    }

    /** The ratio of rates; where nobody of either group had the outcome there is no disparity, 1. */
    private static double effect(GroupRate group, GroupRate against) {
        return group.favourable() == 0 && against.favourable() == 0 ? 1 : group.rate() / against.rate();
    }

    private static Statistics note(String name, double effect, double threshold, long known, GroupRate group) {
        return Statistics.of(name, effect, threshold, known).about(group.group());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DecisionStreamTest {
    private static final int ROWS = 200_000;
    private static final List<Decision> DECISIONS = new DecisionStream(1, ROWS).decisions();
    private static final double CLOSE = .02;

    @Test
    void givesTheSameDecisionsForTheSameSeed() {
        List<Decision> one = new DecisionStream(7, 50_000).decisions();
        assertThat(new DecisionStream(7, 50_000).decisions()).isEqualTo(one);
        assertThat(new DecisionStream(8, 50_000).decisions()).isNotEqualTo(one);
    }

    @Test
    void givesAsManyAsAskedInTheOrderOfTheLogWithinTheWeek() {
        assertThat(DECISIONS).hasSize(ROWS).isSortedAccordingTo(Comparator.comparing(Decision::observed));
        assertThat(DECISIONS).isNotEmpty().noneMatch(decision -> decision.time().isBefore(Week.begin()));
        assertThat(count(decision -> !decision.time().isBefore(Week.end())))
                .as("those that close the last windows")
                .isEqualTo(Model.values().length);
        assertThat(count(decision -> decision.observed().isBefore(decision.time())))
                .isZero();
    }

    @Test
    void plantsAnExtraRuleAgainstWomenFromTheMomentOn() {
        Predicate<Decision> carLoan = of(Model.CAR_LOAN);
        Predicate<Decision> after = since(Fault.DISPARATE_IMPACT);
        assertThat(rate(carLoan.and(after.negate()).and(sex("F")))).isCloseTo(.68, within(CLOSE));
        assertThat(rate(carLoan.and(after).and(sex("F")))).isCloseTo(.68 * .6, within(CLOSE));
        assertThat(rate(carLoan.and(sex("M")))).isCloseTo(.68, within(CLOSE));
    }

    @Test
    void leavesTheScoresOfThatModelAsTheyWere() {
        Predicate<Decision> carLoan = of(Model.CAR_LOAN);
        Predicate<Decision> after = since(Fault.DISPARATE_IMPACT);
        assertThat(score(carLoan.and(after))).isCloseTo(score(carLoan.and(after.negate())), within(.01));
    }

    @Test
    void plantsABadVersion() {
        Predicate<Decision> card = of(Model.CARD_LIMIT);
        Predicate<Decision> bad = decision -> decision.version().equals("2025.05-ft1");
        assertThat(rate(card.and(bad))).isCloseTo(.93, within(CLOSE));
        assertThat(rate(card.and(bad.negate()))).isCloseTo(.68, within(CLOSE));
        assertThat(DECISIONS)
                .filteredOn(card)
                .allMatch(decision ->
                        bad.test(decision) == since(Fault.BAD_FINE_TUNE).test(decision));
    }

    @Test
    void plantsAScriptAtNight() {
        long planted = count(
                decision -> decision.fault().filter(Fault.AFTER_HOURS::equals).isPresent());
        assertThat(planted).isBetween(3_000L, 3_010L);
        assertThat(DECISIONS)
                .filteredOn(decision ->
                        decision.fault().filter(Fault.AFTER_HOURS::equals).isPresent())
                .allMatch(decision -> decision.model() == Model.OVERDRAFT && !Week.open(decision.time()));
        assertThat(count(decision -> !Week.open(decision.time())) - planted)
                .as("late decisions now and then")
                .isBetween(90L, 110L);
    }

    @Test
    void leavesTheControlAlone() {
        Predicate<Decision> control = of(Model.CONTROL);
        assertThat(rate(control.and(sex("F")))).isCloseTo(.68, within(CLOSE));
        assertThat(rate(control.and(sex("M")))).isCloseTo(.68, within(CLOSE));
        assertThat(rate(control.and(decision -> decision.version().equals("2025.04"))))
                .isCloseTo(rate(control.and(decision -> decision.version().equals("2025.05"))), within(CLOSE));
        assertThat(DECISIONS)
                .filteredOn(control)
                .allMatch(decision -> decision.fault().isEmpty());
    }

    private static Predicate<Decision> of(Model model) {
        return decision -> decision.model() == model;
    }

    private static Predicate<Decision> sex(String sex) {
        return decision -> decision.sex().equals(sex);
    }

    private static Predicate<Decision> since(Fault fault) {
        return decision -> !decision.time().isBefore(fault.begin());
    }

    private static long count(Predicate<Decision> which) {
        return DECISIONS.stream().filter(which).count();
    }

    private static double rate(Predicate<Decision> which) {
        return (double) count(which.and(Decision::approved)) / count(which);
    }

    private static double score(Predicate<Decision> which) {
        return DECISIONS.stream()
                .filter(which)
                .mapToDouble(Decision::score)
                .average()
                .orElseThrow();
    }
}

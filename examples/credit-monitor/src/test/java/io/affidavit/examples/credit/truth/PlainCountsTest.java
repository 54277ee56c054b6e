/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.core.policy.Monitor;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.examples.credit.stream.Decision;
import io.affidavit.examples.credit.stream.Fault;
import io.affidavit.examples.credit.stream.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainCountsTest {
    /** A Tuesday, nine o'clock at the desk. */
    private static final Instant NINE = Instant.parse("2025-05-13T07:00:00Z");

    private final List<Decision> decisions = new ArrayList<>();

    @Test
    void comparesTwoRates() {
        // 45 of 100 and 30 of 100: z = .15 / sqrt(.375 * .625 * .02)
        assertThat(new TwoRates(45, 100, 30, 100).z()).isCloseTo(2.1909, within(1e-4));
        assertThat(new TwoRates(0, 50, 0, 50).z()).isZero();
    }

    @Test
    void findsTheFirstHourOfADisparity() {
        group(NINE, "F", 100, 68);
        group(NINE, "M", 100, 68);
        group(NINE.plus(Duration.ofHours(1)), "F", 100, 37);
        group(NINE.plus(Duration.ofHours(1)), "M", 100, 70);
        assertThat(new PlainCounts(decisions).significant(Fault.DISPARATE_IMPACT))
                .contains(new Hour(NINE.plus(Duration.ofHours(1))));
    }

    @Test
    void seesNoDisparityInSmallGroupsNorInEffectsWithoutSignificance() {
        group(NINE, "F", 49, 5);
        group(NINE, "M", 49, 45);
        // 4.53 standard errors apart
        group(NINE.plus(Duration.ofHours(1)), "F", 100, 38);
        group(NINE.plus(Duration.ofHours(1)), "M", 100, 70);
        assertThat(new PlainCounts(decisions).significant(Fault.DISPARATE_IMPACT))
                .isEmpty();
    }

    @Test
    void findsTheHourInWhichANewVersionHasMadeEnoughDecisions() {
        versions("old", NINE, 300, 200);
        versions("new", NINE.plus(Duration.ofMinutes(50)), 299, 280);
        assertThat(new PlainCounts(decisions).significant(Fault.BAD_FINE_TUNE)).isEmpty();
        versions("new", NINE.plus(Duration.ofMinutes(61)), 1, 1);
        assertThat(new PlainCounts(decisions).significant(Fault.BAD_FINE_TUNE))
                .contains(new Hour(NINE.plus(Duration.ofHours(1))));
    }

    @Test
    void countsWhatIsDecidedAtNight() {
        Instant night = Instant.parse("2025-05-13T21:10:00Z");
        for (int i = 0; i < 19; i++) {
            decisions.add(decision(Model.OVERDRAFT, "v", night, "F", true));
        }
        assertThat(new PlainCounts(decisions).significant(Fault.AFTER_HOURS)).isEmpty();
        decisions.add(decision(Model.OVERDRAFT, "v", night, "F", true));
        assertThat(new PlainCounts(decisions).significant(Fault.AFTER_HOURS)).contains(Hour.of(night));
    }

    @Test
    void holdsTheNumbersOfThePolicyDocument() throws IOException {
        List<Monitor> monitors =
                PolicyReader.read(Files.readString(Path.of("monitors.yml"))).monitors();
        assertThat(monitors).allMatch(monitor -> monitor.window().equals(Duration.ofHours(1)));
        assertThat(monitors).allMatch(monitor -> monitor.persistence().hits() == 1);
        assertThat(number(monitors, "credit.disparity", "minimum")).isEqualTo(PlainCounts.LEAST_GROUP);
        assertThat(number(monitors, "credit.disparity", "significance")).isEqualTo(.00001);
        assertThat(number(monitors, "credit.new-version", "sample")).isEqualTo(PlainCounts.SAMPLE);
        assertThat(number(monitors, "credit.new-version", "effect")).isEqualTo(PlainCounts.LEAST_CHANGE);
        assertThat(number(monitors, "credit.new-version", "significance")).isEqualTo(.001);
        assertThat(number(monitors, "credit.after-hours", "limit")).isEqualTo(PlainCounts.MOST_AT_NIGHT);
    }

    private static double number(List<Monitor> monitors, String id, String parameter) {
        return monitors.stream()
                .filter(monitor -> monitor.id().equals(id))
                .findFirst()
                .flatMap(monitor -> monitor.parameter(parameter))
                .map(Double::parseDouble)
                .orElseThrow();
    }

    private void group(Instant hour, String sex, int of, int approved) {
        for (int i = 0; i < of; i++) {
            decisions.add(decision(Model.CAR_LOAN, "v", hour.plusSeconds(i), sex, i < approved));
        }
    }

    private void versions(String version, Instant time, int of, int approved) {
        for (int i = 0; i < of; i++) {
            decisions.add(decision(Model.CARD_LIMIT, version, time, "F", i < approved));
        }
    }

    private static Decision decision(Model model, String version, Instant time, String sex, boolean approved) {
        return new Decision(0, model, version, time, time, .5, approved, "", sex, "", 1, Optional.empty());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.examples.credit.Incidents;
import io.affidavit.examples.credit.stream.Decision;
import io.affidavit.examples.credit.stream.DecisionStream;
import io.affidavit.examples.credit.stream.Fault;
import io.affidavit.examples.credit.stream.Model;
import io.affidavit.examples.credit.watch.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final List<Decision> DECISIONS = new DecisionStream(1, 200_000).decisions();
    private static final PlainCounts COUNTS = new PlainCounts(DECISIONS);

    private final List<Told> told = new ArrayList<>();

    VerdictTest() {
        for (Fault fault : Fault.values()) {
            told.add(found(fault, COUNTS.significant(fault).orElseThrow().start()));
        }
    }

    @Test
    void isContentWithFindingsInTheirHour() {
        Verdict verdict = Verdict.of(COUNTS, told);
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.outcomes()).hasSize(3).allMatch(Verdict.Outcome::inTime);
        assertThat(verdict.controlClean()).isTrue();
    }

    @Test
    void complainsOfAFaultThatWasNotFound() {
        told.remove(0);
        assertThat(Verdict.of(COUNTS, told).complaints()).containsExactly("disparate_impact was not found");
    }

    @Test
    void complainsOfAFaultThatWasFoundLate() {
        Instant hour = COUNTS.significant(Fault.DISPARATE_IMPACT).orElseThrow().end();
        told.set(0, found(Fault.DISPARATE_IMPACT, hour));
        assertThat(Verdict.of(COUNTS, told).complaints())
                .singleElement()
                .asString()
                .contains("disparate_impact was found in the hour from " + hour);
    }

    @Test
    void complainsOfWhatTheControlRaised() {
        told.add(Incidents.told("x", "credit.approvals", Model.CONTROL.text(), Instant.parse("2025-05-15T08:00:00Z")));
        Verdict verdict = Verdict.of(COUNTS, told);
        assertThat(verdict.ofControl()).isEqualTo(1);
        assertThat(verdict.complaints()).singleElement().asString().contains("retail-loan");
    }

    @Test
    void complainsOfWhatWasRaisedBeforeTheFaultBegan() {
        Fault fault = Fault.BAD_FINE_TUNE;
        Instant before = fault.begin().minus(Duration.ofHours(3));
        told.add(Incidents.told("x", fault.monitor(), fault.model().text(), before));
        assertThat(Verdict.of(COUNTS, told).complaints())
                .singleElement()
                .asString()
                .contains("nothing planted");
    }

    @Test
    void acceptsOtherMonitorsThatSeeTheSameFault() {
        Fault fault = Fault.BAD_FINE_TUNE;
        told.add(Incidents.told(
                "x",
                "credit.score-drift",
                fault.model().text(),
                Hour.of(fault.begin()).end()));
        assertThat(Verdict.of(COUNTS, told).complaints()).isEmpty();
    }

    @Test
    void asksForMoreRowsWhereNothingCanBeTold() {
        Verdict verdict = Verdict.of(new PlainCounts(DECISIONS.subList(0, 100)), List.of());
        assertThat(verdict.complaints()).hasSize(3).allMatch(complaint -> complaint.endsWith("give more rows"));
    }

    private static Told found(Fault fault, Instant hour) {
        return Incidents.told(fault.name(), fault.monitor(), fault.model().text(), hour);
    }
}

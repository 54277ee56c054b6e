/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.Incident.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToldTest {

    private final Told told = new Told(Severity.MEDIUM, 2);

    @Test
    void tellsChangesOnly() {
        assertThat(tell(1, State.OPEN, Severity.HIGH)).contains(new Change(Change.Kind.OPENED, Optional.empty()));
        assertThat(tell(1, State.OPEN, Severity.HIGH)).isEmpty();
        assertThat(tell(1, State.OPEN, Severity.CRITICAL))
                .contains(new Change(Change.Kind.SEVERITY, Optional.of(Severity.HIGH)));
        assertThat(tell(1, State.RESOLVED, Severity.CRITICAL))
                .contains(new Change(Change.Kind.RESOLVED, Optional.of(Severity.CRITICAL)));
        assertThat(tell(1, State.RESOLVED, Severity.CRITICAL)).isEmpty();
        assertThat(tell(1, State.OPEN, Severity.HIGH))
                .contains(new Change(Change.Kind.OPENED, Optional.of(Severity.CRITICAL)));
    }

    @Test
    void tellsNotesOnce() {
        assertThat(tell(1, State.NOTE, Severity.HIGH)).contains(new Change(Change.Kind.NOTED, Optional.empty()));
        assertThat(tell(1, State.NOTE, Severity.CRITICAL)).isEmpty();
    }

    @Test
    void passesOverWhatIsNotGraveEnough() {
        assertThat(tell(1, State.OPEN, Severity.LOW)).isEmpty();
        assertThat(tell(1, State.RESOLVED, Severity.LOW)).isEmpty();
        assertThat(tell(2, State.OPEN, Severity.LOW)).isEmpty();
        assertThat(tell(2, State.OPEN, Severity.MEDIUM)).contains(new Change(Change.Kind.OPENED, Optional.empty()));
        assertThat(tell(2, State.OPEN, Severity.LOW))
                .contains(new Change(Change.Kind.SEVERITY, Optional.of(Severity.MEDIUM)));
        assertThat(tell(2, State.RESOLVED, Severity.LOW))
                .contains(new Change(Change.Kind.RESOLVED, Optional.of(Severity.LOW)));
    }

    @Test
    void asksAgainUntilItIsTold() {
        Incident open = Messages.incident(1, State.OPEN, Severity.HIGH, 1);

        assertThat(told.change(open)).isPresent().isEqualTo(told.change(open));
    }

    @Test
    void forgetsWhatNothingWasHeardOfForLongest() {
        tell(1, State.OPEN, Severity.HIGH);
        tell(2, State.OPEN, Severity.HIGH);
        tell(1, State.OPEN, Severity.HIGH);
        tell(3, State.OPEN, Severity.HIGH);

        assertThat(tell(1, State.OPEN, Severity.HIGH)).isEmpty();
        assertThat(tell(2, State.OPEN, Severity.HIGH)).isPresent();
    }

    private Optional<Change> tell(int number, State state, Severity severity) {
        Incident incident = Messages.incident(number, state, severity, 1);
        Optional<Change> change = told.change(incident);
        told.remember(incident);
        return change;
    }
}

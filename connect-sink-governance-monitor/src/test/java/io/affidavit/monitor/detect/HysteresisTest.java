/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.monitor.detect.Hysteresis.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HysteresisTest {

    private static final Statistics FIGURE = Statistics.of("figure", 1, 1, 1);
    private static final Assessment ALERT = new Alert(FIGURE);
    private static final Assessment WARNING = new Warning(FIGURE);
    private static final Assessment NORMAL = new Normal(FIGURE);
    private static final Assessment TOO_FEW = new InsufficientSample(1, 2);

    private static List<Change> changes(Hysteresis hysteresis, Assessment... windows) {
        List<Change> changes = new ArrayList<>();
        for (Assessment window : windows) {
            changes.add(hysteresis.update(window));
        }
        return changes;
    }

    @Test
    void raisesWhenAnAlertPersists() {
        assertThat(changes(new Hysteresis(2, 3, 2), ALERT, NORMAL, NORMAL, ALERT, NORMAL, ALERT))
                .containsExactly(Change.NONE, Change.NONE, Change.NONE, Change.NONE, Change.NONE, Change.RAISED);
    }

    @Test
    void resolvesAfterARunOfCleanWindows() {
        assertThat(changes(new Hysteresis(1, 1, 2), ALERT, NORMAL, WARNING, NORMAL, NORMAL, NORMAL))
                .containsExactly(Change.RAISED, Change.NONE, Change.NONE, Change.NONE, Change.RESOLVED, Change.NONE);
    }

    @Test
    void isNotMovedByTooSmallSamples() {
        assertThat(changes(new Hysteresis(2, 2, 2), ALERT, TOO_FEW, ALERT, NORMAL, TOO_FEW, NORMAL))
                .containsExactly(Change.NONE, Change.NONE, Change.RAISED, Change.NONE, Change.NONE, Change.RESOLVED);
    }

    @Test
    void needsTheFindingAgainAfterItResolved() {
        assertThat(changes(new Hysteresis(2, 3, 1), ALERT, ALERT, NORMAL, ALERT, ALERT))
                .containsExactly(Change.NONE, Change.RAISED, Change.RESOLVED, Change.NONE, Change.RAISED);
    }

    @Test
    void goesOnAfterRestoringAtAnyPoint() {
        Assessment[] kinds = {ALERT, WARNING, NORMAL, TOO_FEW};
        SplittableRandom random = new SplittableRandom(1);
        Hysteresis unbroken = new Hysteresis(3, 64, 2);
        Hysteresis broken = new Hysteresis(3, 64, 2);
        for (int i = 0; i < 500; i++) {
            Assessment window = kinds[random.nextInt(4)];
            StateWriter state = new StateWriter();
            broken.save(state);
            assertThat((long) state.size()).isLessThanOrEqualTo(broken.stateBytes());
            broken = Hysteresis.restore(3, 64, 2, new StateReader(state.bytes()));
            assertThat(broken.update(window)).isEqualTo(unbroken.update(window));
            assertThat(broken.raised()).isEqualTo(unbroken.raised());
        }
    }

    @Test
    void countsOnlyTheLastWindows() {
        Persistence persistence = new Persistence(2, 3);

        assertThat(persistence.add(true)).isFalse();
        assertThat(persistence.add(false)).isFalse();
        assertThat(persistence.add(true)).isTrue();
        assertThat(persistence.add(false)).isFalse();
        assertThat(persistence.seen()).isEqualTo(3);
    }

    @Test
    void takesNoImpossibleRule() {
        assertThatThrownBy(() -> new Persistence(4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Persistence(1, 65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Hysteresis(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

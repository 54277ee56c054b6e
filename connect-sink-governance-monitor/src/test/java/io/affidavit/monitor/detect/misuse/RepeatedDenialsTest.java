/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.misuse.RepeatedDenials.Config;
import io.affidavit.monitor.detect.testing.DetectorContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RepeatedDenialsTest extends DetectorContract<RepeatedDenials> {

    private static final Config SMALL = new Config(3, 100, 4);

    @Override
    protected RepeatedDenials fresh() {
        return new RepeatedDenials(SMALL);
    }

    @Override
    protected RepeatedDenials restore(StateReader reader) {
        return RepeatedDenials.restore(SMALL, reader);
    }

    @Override
    protected Object step(RepeatedDenials detector, SplittableRandom random) {
        String actor = random.nextInt(10) == 0 ? null : CANARY + random.nextInt(6);
        return List.of(detector.add(actor, random.nextLong(-10, 1_000)));
    }

    @Test
    void alertsOnTheLastDenialOfTooMany() {
        RepeatedDenials detector = new RepeatedDenials(Config.defaults());
        for (int i = 0; i < 4; i++) {
            assertThat(detector.add("u", i * 60_000L)).isInstanceOf(Normal.class);
            assertThat(detector.add("other", i * 60_000L)).isInstanceOf(Normal.class);
        }

        assertThat(detector.add("u", 599_999)).isInstanceOf(Alert.class);
        // the first one is out of the window by now
        assertThat(detector.add("other", 600_000)).isInstanceOf(Normal.class);
    }

    @Test
    void countsLateDenialsWhereTheyBelong() {
        RepeatedDenials detector = new RepeatedDenials(SMALL);
        detector.add("u", 1_000);
        detector.add("u", 500);

        assertThat(detector.add("u", 950)).isInstanceOf(Normal.class);
        assertThat(detector.add("u", 970)).isInstanceOf(Alert.class);
    }

    @Test
    void forgetsTheActorDeniedLongestAgo() {
        RepeatedDenials detector = new RepeatedDenials(SMALL);
        detector.add("u", 1);
        detector.add("u", 2);
        for (int i = 0; i < 4; i++) {
            detector.add("other" + i, 3);
        }

        assertThat(detector.add("u", 4)).isInstanceOf(Normal.class);
    }

    @Test
    void refusesDenialsOfNobody() {
        RepeatedDenials detector = new RepeatedDenials(SMALL);

        assertThat(detector.add(null, 1)).isInstanceOf(InsufficientSample.class);
        assertThat(detector.add("u", -1)).isInstanceOf(InsufficientSample.class);
        assertThat(detector.refused()).isEqualTo(2);
    }
}

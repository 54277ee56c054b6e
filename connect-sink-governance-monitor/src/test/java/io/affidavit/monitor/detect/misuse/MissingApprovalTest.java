/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.misuse.MissingApproval.Config;
import io.affidavit.monitor.detect.misuse.MissingApproval.Missing;
import io.affidavit.monitor.detect.testing.DetectorContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MissingApprovalTest extends DetectorContract<MissingApproval> {

    private static final Config SMALL = new Config(100, 8);

    @Override
    protected MissingApproval fresh() {
        return new MissingApproval(SMALL);
    }

    @Override
    protected MissingApproval restore(StateReader reader) {
        return MissingApproval.restore(SMALL, reader);
    }

    @Override
    protected Object step(MissingApproval detector, SplittableRandom random) {
        String id = random.nextInt(20) == 0 ? null : CANARY + random.nextInt(40);
        long time = random.nextLong(1_000);
        return switch (random.nextInt(8)) {
            case 0 -> detector.advance(time);
            case 1, 2, 3 -> {
                detector.approve(id, time);
                yield List.of(detector.waiting());
            }
            default -> detector.call(id, time, random.nextLong(99));
        };
    }

    @Test
    void reportsCallsThatNobodyApprovedInTime() {
        MissingApproval detector = new MissingApproval(SMALL);
        detector.call("a", 1_000, 7);
        detector.call("b", 1_010, 8);
        detector.approve("b", 1_110);

        assertThat(detector.advance(1_100)).isEmpty();
        assertThat(detector.advance(1_101)).containsExactly(new Missing("a", 1_000, 7, true));
        assertThat(detector.advance(9_999)).isEmpty();
    }

    @Test
    void takesAnApprovalThatCameFirst() {
        MissingApproval detector = new MissingApproval(SMALL);
        detector.approve("a", 900);
        detector.approve("b", 800);
        detector.call("a", 1_000, 1);
        detector.call("b", 1_000, 2);

        assertThat(detector.advance(5_000)).containsExactly(new Missing("b", 1_000, 2, true));
    }

    @Test
    void takesNoApprovalThatCameTooLate() {
        MissingApproval detector = new MissingApproval(SMALL);
        detector.call("a", 1_000, 1);
        detector.approve("a", 1_101);

        assertThat(detector.advance(1_101)).hasSize(1);
    }

    @Test
    void usesAnApprovalOnce() {
        MissingApproval detector = new MissingApproval(SMALL);
        detector.approve("a", 1_000);
        detector.call("a", 1_000, 1);
        detector.call("a", 1_050, 2);

        assertThat(detector.advance(2_000)).containsExactly(new Missing("a", 1_050, 2, true));
    }

    @Test
    void givesUpTheOldestCallWhereTooManyWait() {
        MissingApproval detector = new MissingApproval(SMALL);
        for (int i = 0; i < 8; i++) {
            assertThat(detector.call("c" + i, 1_000 - i, i)).isEmpty();
        }

        assertThat(detector.call("c8", 1_001, 8)).contains(new Missing("c7", 993, 7, false));
        assertThat(detector.waiting()).isEqualTo(8);
    }

    @Test
    void takesTwoReportsOfACallForOne() {
        MissingApproval detector = new MissingApproval(SMALL);
        detector.call("a", 1_000, 1);
        detector.call("a", 1_000, 2);

        assertThat(detector.advance(2_000)).containsExactly(new Missing("a", 1_000, 1, true));
    }

    @Test
    void keepsIdsOutOfItsTexts() {
        assertThat(new Missing(CANARY, 1, 2, true).toString()).doesNotContain(CANARY);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.flow.Bearing.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Only what was read from where reading was told to begin is believed. */
class BearingTest {

    @Test
    void takesEverythingWhereReadingWasNotMoved() {
        assertThat(Bearing.trusted().judge(7)).isEqualTo(Verdict.TAKE);
        assertThat(Bearing.trusted().isTrusted()).isTrue();
    }

    static Stream<Arguments> deliveries() {
        return Stream.of(
                Arguments.argumentSet(
                        "from the last archived record on",
                        List.of(List.of(39L, 40L)),
                        List.of(Verdict.TAKE, Verdict.TAKE)),
                Arguments.argumentSet(
                        "from the first one needed on",
                        List.of(List.of(40L, 41L)),
                        List.of(Verdict.TAKE, Verdict.TAKE)),
                Arguments.argumentSet(
                        "a held batch further on, then as told",
                        List.of(List.of(60L, 61L), List.of(39L, 40L)),
                        List.of(Verdict.ASK_AGAIN, Verdict.LEAVE, Verdict.TAKE, Verdict.TAKE)),
                Arguments.argumentSet(
                        "a held batch from before that reaches over the beginning",
                        List.of(List.of(38L, 39L, 40L)),
                        List.of(Verdict.ASK_AGAIN, Verdict.TAKE, Verdict.TAKE)),
                Arguments.argumentSet(
                        "twice further on: nothing is left before",
                        List.of(List.of(60L), List.of(60L, 61L)),
                        List.of(Verdict.ASK_AGAIN, Verdict.TAKE_BEYOND, Verdict.TAKE)),
                Arguments.argumentSet(
                        "twice before: the topic is shorter",
                        List.of(List.of(0L), List.of(0L)),
                        List.of(Verdict.ASK_AGAIN, Verdict.TOPIC_IS_SHORTER)));
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void judgesDeliveriesAfterBeingToldToBeginAt39(List<List<Long>> deliveries, List<Verdict> expected) {
        Bearing bearing = Bearing.told(39, 40);
        List<Verdict> verdicts = new ArrayList<>();
        for (List<Long> delivery : deliveries) {
            delivery.forEach(offset -> verdicts.add(bearing.judge(offset)));
            bearing.deliveryEnded();
        }
        assertThat(verdicts).isEqualTo(expected);
    }
}

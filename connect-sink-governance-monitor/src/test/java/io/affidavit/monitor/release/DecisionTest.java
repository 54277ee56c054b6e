/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTest {

    private static final Place RECORD = new Place("ai.quarantine", 0, 17);
    private static final Place DECISION = new Place("ai.decisions", 0, 4);
    private static final Decision RELEASE =
            new Decision(RECORD, Choice.RELEASE, "Ana", "Ben", "False alarm \u2013 a test", "T-1");
    private static final Decision REJECT = new Decision(RECORD, Choice.REJECT, "Ana", null, "Fraud", null);

    @Test
    void hasAForm() {
        String forms = Stream.of(
                        RELEASE.json(),
                        REJECT.json(),
                        DecisionResult.settled(RELEASE, DECISION, 1_772_442_847_412L)
                                .key(),
                        DecisionResult.settled(RELEASE, DECISION, 1_772_442_847_412L)
                                .json(),
                        DecisionResult.settled(REJECT, DECISION, 1_772_442_847_412L)
                                .json(),
                        DecisionResult.refused(Rules.REPEATED, DECISION, 1_772_442_847_499L)
                                .key(),
                        DecisionResult.refused(Rules.REPEATED, DECISION, 1_772_442_847_499L)
                                .json())
                .map(bytes -> new String(bytes, UTF_8) + "\n")
                .reduce("", String::concat);

        Golden.assertMatches(Path.of("src/test/resources/golden/gate/decisions.txt"), forms);
    }

    @Test
    void readsWhatItWrote() {
        assertThat(Decision.parse(RELEASE.json())).isEqualTo(RELEASE);
        assertThat(Decision.parse(REJECT.json())).isEqualTo(REJECT);
        DecisionResult settled = DecisionResult.settled(REJECT, DECISION, 5);
        DecisionResult refused = DecisionResult.refused(Rules.UNKNOWN, DECISION, 6);
        assertThat(DecisionResult.parse(settled.json())).contains(settled);
        assertThat(DecisionResult.parse(refused.json())).contains(refused);
        assertThat(settled.settled()).contains(RECORD);
        assertThat(refused.settled()).isEmpty();
    }

    static Stream<Arguments> faults() {
        String place = "\"v\":1,\"topic\":\"q\",\"partition\":0,\"offset\":1";
        return Stream.of(
                Arguments.argumentSet("no JSON", "canary", Rules.MALFORMED),
                Arguments.argumentSet("no object", "[1]", Rules.MALFORMED),
                Arguments.argumentSet("a later version", "{\"v\":2}", Rules.MALFORMED),
                Arguments.argumentSet(
                        "no choice", "{" + place + ",\"approver\":\"a\",\"reason\":\"r\"}", Rules.MALFORMED),
                Arguments.argumentSet(
                        "a negative offset",
                        "{\"v\":1,\"topic\":\"q\",\"partition\":0,\"offset\":-1,\"decision\":\"release\"}",
                        Rules.MALFORMED),
                Arguments.argumentSet(
                        "a partition beyond all",
                        "{\"v\":1,\"topic\":\"q\",\"partition\":9999999999,\"offset\":1,\"decision\":\"release\"}",
                        Rules.MALFORMED),
                Arguments.argumentSet(
                        "an approver that is no text",
                        "{" + place + ",\"decision\":\"release\",\"approver\":7,\"reason\":\"r\"}",
                        Rules.MALFORMED),
                Arguments.argumentSet(
                        "no approver", "{" + place + ",\"decision\":\"release\",\"reason\":\"r\"}", Rules.APPROVER),
                Arguments.argumentSet(
                        "a blank approver",
                        "{" + place + ",\"decision\":\"release\",\"approver\":\" \",\"reason\":\"r\"}",
                        Rules.APPROVER),
                Arguments.argumentSet(
                        "an own request",
                        "{" + place
                                + ",\"decision\":\"release\",\"approver\":\"Ana\",\"requester\":\" ANA\",\"reason\":\"r\"}",
                        Rules.OWN),
                Arguments.argumentSet(
                        "no reason", "{" + place + ",\"decision\":\"reject\",\"approver\":\"Ana\"}", Rules.REASON));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesWithARuleAndNothingElse(String json, String rule) {
        assertThatThrownBy(() -> Decision.parse(json.getBytes(UTF_8)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("The decision breaks rule " + rule + ".")
                .hasNoCause();
    }

    @Test
    void ignoresMembersItDoesNotKnow() {
        String json = new String(REJECT.json(), UTF_8).replace("\"v\":1", "\"v\":1,\"more\":[{}]");

        assertThat(Decision.parse(json.getBytes(UTF_8))).isEqualTo(REJECT);
    }

    @Test
    void readsPlaces() {
        assertThat(Place.parse("a.b-c_d:3:17")).isEqualTo(new Place("a.b-c_d", 3, 17));
        assertThatThrownBy(() -> Place.parse("canary")).hasMessageNotContaining("canary");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GatekeeperTest {

    private static final Gatekeeper STRICT = new Gatekeeper(true, false, true, false);

    static Stream<Arguments> verdicts() {
        return Stream.of(
                Arguments.argumentSet("allow passes", new String[] {"gov.verdict", "allow"}, "ALLOWED", null),
                Arguments.argumentSet("log passes", new String[] {"gov.verdict", "log"}, "ALLOWED", null),
                Arguments.argumentSet(
                        "block is kept back", new String[] {"gov.verdict", "block"}, "QUARANTINE", "gate.blocked"),
                Arguments.argumentSet(
                        "escalate goes to people",
                        new String[] {"gov.verdict", "escalate"},
                        "ESCALATE",
                        "gate.escalated"),
                Arguments.argumentSet("none is kept back", new String[] {}, "QUARANTINE", "gate.unjudged"),
                Arguments.argumentSet(
                        "one nobody knows is kept back",
                        new String[] {"gov.verdict", "ALLOW "},
                        "QUARANTINE",
                        "gate.unjudged"),
                Arguments.argumentSet(
                        "the last one counts",
                        new String[] {"gov.verdict", "allow", "gov.verdict", "block"},
                        "QUARANTINE",
                        "gate.blocked"),
                Arguments.argumentSet(
                        "a reject counts before any verdict",
                        new String[] {"gov.verdict", "allow", "gov.reject.rule", "policy.wire"},
                        "QUARANTINE",
                        "policy.wire"),
                Arguments.argumentSet(
                        "a forged rule is not repeated",
                        new String[] {"gov.verdict", "block", "gov.reject.rule", "Jane Doe, 4111"},
                        "QUARANTINE",
                        "gate.blocked"),
                Arguments.argumentSet(
                        "control is no verdict",
                        new String[] {"gov.verdict", "allow", "gov.control", "manifest"},
                        "QUARANTINE",
                        "gate.control"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void decidesByHeadersAlone(String[] headers, String destination, String rule) {
        // When
        Ruling asBytes = STRICT.ruling(record("value", true, headers));
        Ruling asText = STRICT.ruling(record("value", false, headers));

        // Then
        assertThat(asBytes)
                .isEqualTo(new Ruling(Destination.valueOf(destination), rule))
                .isEqualTo(asText);
    }

    @Test
    void passesEscalationsWhereNoTopicWaitsForThem() {
        Gatekeeper plain = new Gatekeeper(false, false, true, false);

        assertThat(plain.ruling(record("value", true, "gov.verdict", "escalate")))
                .isEqualTo(Ruling.PASS);
    }

    @Test
    void treatsWhatNoPolicyCanJudgeAsConfigured() {
        Gatekeeper open = new Gatekeeper(true, false, true, true);
        Gatekeeper shut = new Gatekeeper(true, false, false, false);

        assertThat(open.ruling(record(null, true))).isEqualTo(Ruling.PASS);
        assertThat(open.ruling(record("value", true, "gov.control", "x"))).isEqualTo(Ruling.PASS);
        assertThat(shut.ruling(record(null, true, "gov.verdict", "allow")))
                .isEqualTo(Ruling.quarantine("gate.tombstone"));
    }

    @Test
    void stopsAtRecordsWithoutVerdictWhereAsked() {
        Gatekeeper failing = new Gatekeeper(true, true, true, false);

        assertThatThrownBy(() -> failing.ruling(record("canary", true)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Cannot gate record of topic in, partition 3, offset 77: it has no verdict.")
                .hasMessageNotContaining("canary");
    }

    private static SinkRecord record(String value, boolean bytes, String... headers) {
        SinkRecord record = new SinkRecord("in", 3, null, null, null, value, 77);
        for (int i = 0; i < headers.length; i += 2) {
            if (bytes) {
                record.headers().addBytes(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
            } else {
                record.headers().addString(headers[i], headers[i + 1]);
            }
        }
        return record;
    }
}

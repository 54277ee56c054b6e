/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormatTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration KEEP = Duration.ofDays(30);

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.argumentSet("slack", "slack", new SlackFormat()),
                Arguments.argumentSet("pagerduty", "pagerduty", new PagerDutyFormat("key-1")),
                Arguments.argumentSet("alertmanager", "alertmanager", new AlertmanagerFormat(KEEP, () -> NOW)),
                Arguments.argumentSet("template", "template", new Template("""
                                {"title": "{{message}}", "model": "{{scope.model.request_model}}", "n": {{occurrences}},
                                 "statistics": {{statistics}}, "policy": "{{rule.policy}}", "was": "{{previous_severity}}",
                                 "change": "{{ change }}", "absent": "{{scope.none}}"}""")));
    }

    /** One line for each change; canonical, so that the order of members does not count. */
    @ParameterizedTest
    @MethodSource("formats")
    void saysWhatItsReceiverUnderstands(String name, Format format) {
        StringBuilder bodies = new StringBuilder();
        for (Message message : new Message[] {Messages.opened(), Messages.graver(), Messages.resolved()}) {
            bodies.append(CanonicalJson.of(JsonText.parse(format.body(message))))
                    .append('\n');
        }

        Golden.assertMatches(Path.of("src/test/resources/golden/webhook/" + name + ".json"), bodies.toString());
    }

    @Test
    void escapesWhatATemplateIsFilledWith() {
        String body = new Template("{\"m\":\"{{message}}\"}").body(Messages.opened());

        assertThat(JsonText.parse(body)).isEqualTo(Map.of("m", "Favourable outcomes are \"rarer\" in a group."));
    }

    @Test
    void namesEachVersionOfAnIncidentOnce() {
        assertThat(Stream.of(Messages.opened(), Messages.graver(), Messages.resolved())
                        .map(Message::idempotencyKey))
                .doesNotHaveDuplicates()
                .contains("00000000000000000000000000000007-open-high-1");
        assertThat(Messages.opened().idempotencyKey())
                .isEqualTo(Messages.opened().idempotencyKey());
    }
}

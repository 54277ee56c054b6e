/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.affidavit.core.data.JsonText;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class FindingScanTest {

    private final FindingScan scan = FindingScan.classifying(Map.of());

    private static List<String> places(Findings findings) {
        return findings.found().stream()
                .map(finding -> finding.path() + " " + finding.label().id())
                .toList();
    }

    @Test
    void tellsFieldsOfNestedValuesArraysAndJsonInStrings() {
        // Given
        String inner = JsonText.write(Map.of("card", 4111111111111111L));
        String arguments = JsonText.write(Map.of("to", inner));
        Map<String, Object> value = Map.of(
                "event_id",
                "4111111111111111",
                "messages",
                List.of(Map.of("content", "hello"), Map.of("content", "I am ada@example.org")),
                "decision",
                Map.of("arguments", arguments, "password", "hunter2"));

        // When
        Findings findings = scan.find(value);

        // Then
        assertThat(places(findings))
                .containsExactlyInAnyOrder(
                        "messages.content pii.email",
                        "decision.arguments.to.card pci.card",
                        "decision.password secret.password");
    }

    @Test
    void tellsWhatAPolicyLeavesReadableForItsAudience() {
        Map<String, String> config = Map.of(
                "policy.source", "inline",
                "policy.inline", """
                        id: p
                        version: 1
                        audiences: [auditors]
                        masking: [{label: pii.email, actions: {default: redact, auditors: keep}}]
                        """,
                "mask.audience", "auditors");

        Findings findings = FindingScan.masking(config).find(Map.of("a", "mail ada@example.org to 203.0.113.9"));

        assertThat(findings.found())
                .extracting(finding -> finding.label().id(), Finding::readable)
                .containsExactly(tuple("pii.email", true), tuple("net.ip", false));
    }

    @Test
    void tellsSpansAndScores() {
        Finding finding =
                scan.find(Map.of("a", "mail ada@example.org now")).found().get(0);

        assertThat(finding.start()).isEqualTo(5);
        assertThat(finding.end()).isEqualTo(20);
        assertThat(finding.score()).isBetween(50, 100);
        assertThat(finding.readable()).isFalse();
    }

    @Test
    void neverShowsNamesThatMayBeContent() {
        // Given
        Map<String, Object> value =
                Map.of("ada@example.org", Map.of("note", "call bob@example.org"), "u-4821399", "eve@example.org");

        // When
        Findings findings = scan.find(value);

        // Then
        assertThat(places(findings)).containsExactlyInAnyOrder("(names) pii.email", "*.note pii.email", "* pii.email");
    }

    @Test
    void tellsWhatAMaskLeavesReadable() {
        // Given
        FindingScan mask = FindingScan.masking(Map.of("mask.actions", "net.ip:keep", "mask.fields", "note:drop"));

        // When
        Findings findings =
                mask.find(Map.of("source", Map.of("key", "ada@example.org"), "ip", "203.0.113.9", "note", "x"));

        // Then
        assertThat(findings.found().stream().filter(Finding::readable).map(Finding::path))
                .containsExactlyInAnyOrder("source.key", "ip");
        assertThat(places(findings)).contains("note field");
    }

    @Test
    void tellsTheRuleThatRefusesAValue() {
        FindingScan small = FindingScan.classifying(Map.of("scan.max.nodes", "2"));

        Findings findings = small.find(List.of("a", "b", "c"));

        assertThat(findings.refusedBy()).isEqualTo("scan.budget.nodes");
        assertThat(findings.found()).isEmpty();
    }

    @Test
    void findsNothingInNothing() {
        assertThat(scan.find(null).found()).isEmpty();
        assertThat(scan.find("").found()).isEmpty();
    }

    @Test
    void refusesAWrongConfiguration() {
        assertThatThrownBy(() -> FindingScan.classifying(Map.of("classify.min.score", "0")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("classify.min.score");
    }
}

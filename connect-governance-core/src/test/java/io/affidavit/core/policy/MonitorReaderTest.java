/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.core.data.FieldPath;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MonitorReaderTest {

    private static final String HEAD = """
            id: p
            version: 1
            owners: {risk: {contact: risk@lender.example}}
            holidays: {berlin: [2026-12-25]}
            monitors:
            """;
    private static final String IMPACT = """
              - id: impact
                detector: impact-ratio
                scope: [model.request_model, tenant_id]
                where: {category: policy, decision.score: 1}
                inputs: {value: decision.decision_outcome, group: decision.subject_attributes.sex}
                favourable: [approved, 1]
                groups: [F, M]
                window: 15m
                persistence: 2 of 3
                severity: high
                owner: risk
                profile: four-fifths
                parameters: {minimum: 50, threshold: 0.75}
            """;

    private static Monitor read(String monitor) {
        return PolicyReader.read(HEAD + monitor).monitors().get(0);
    }

    @Test
    void readsEveryPartOfAMonitor() {
        Monitor monitor = read(IMPACT);

        assertThat(monitor.id()).isEqualTo("impact");
        assertThat(monitor.kind()).isEqualTo(MonitorKind.IMPACT_RATIO);
        assertThat(monitor.scope())
                .containsExactly(FieldPath.parse("model.request_model"), FieldPath.parse("tenant_id"));
        assertThat(monitor.where())
                .isEqualTo(Map.of(FieldPath.parse("category"), "policy", FieldPath.parse("decision.score"), 1L));
        assertThat(monitor.inputs())
                .containsEntry(MonitorInput.GROUP, FieldPath.parse("decision.subject_attributes.sex"))
                .hasSize(2);
        assertThat(monitor.favourable()).containsExactly("approved", 1L);
        assertThat(monitor.groups()).containsExactly("F", "M");
        assertThat(monitor.window()).isEqualTo(Duration.ofMinutes(15));
        assertThat(monitor.persistence()).isEqualTo(new MonitorPersistence(2, 3));
        assertThat(monitor.resolveAfter()).isEqualTo(3);
        assertThat(monitor.severity()).isEqualTo(Severity.HIGH);
        assertThat(monitor.owner()).isEqualTo("risk");
        assertThat(monitor.profile()).isEqualTo("four-fifths");
        assertThat(monitor.parameter("threshold")).contains("0.75");
        assertThat(monitor.digest()).matches("[0-9a-f]{16}");
    }

    @Test
    void readsTheSameMonitorFromTheCanonicalForm() {
        PolicyDocument document = PolicyReader.read(HEAD + IMPACT);

        assertThat(PolicyReader.read(document.json()).monitors()).isEqualTo(document.monitors());
    }

    @Test
    void digestsWhatDecidesOnTheStateAlone() {
        String digest = read(IMPACT).digest();

        assertThat(read(IMPACT.replace("severity: high", "severity: low").replace("    owner: risk\n", ""))
                        .digest())
                .isEqualTo(digest);
        assertThat(read(IMPACT.replace("15m", "16m")).digest()).isNotEqualTo(digest);
        assertThat(read(IMPACT.replace("minimum: 50", "minimum: 51")).digest()).isNotEqualTo(digest);
        assertThat(read(IMPACT.replace("[F, M]", "[F, M, X]")).digest()).isNotEqualTo(digest);
    }

    @Test
    void leavesOutWhatNeedsNotBeSaid() {
        Monitor monitor = read("  - {id: r, detector: rate}\n");

        assertThat(monitor.window()).isEqualTo(Duration.ofHours(1));
        assertThat(monitor.persistence()).isEqualTo(new MonitorPersistence(1, 1));
        assertThat(monitor.scope()).isEmpty();
        assertThat(monitor.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(PolicyReader.read("id: p\nversion: 1\n").monitors()).isEmpty();
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                argumentSet("id twice", IMPACT + IMPACT, "monitors[1].id: another item of monitors has this id"),
                argumentSet(
                        "unknown detector",
                        IMPACT.replace("impact-ratio", "magic"),
                        "line 7, monitors[0].detector: it must be one of adwin"),
                argumentSet("unknown key", IMPACT + "    treshold: 1\n", "monitors[0].treshold: this name is unknown"),
                argumentSet(
                        "undefined owner",
                        IMPACT.replace("owner: risk", "owner: nobody"),
                        "monitors[0].owner: there is no owner of this name"),
                argumentSet(
                        "lacking input",
                        IMPACT.replace(", group: decision.subject_attributes.sex", ""),
                        "line 10, monitors[0].inputs: this detector needs the input group"),
                argumentSet(
                        "useless input",
                        IMPACT.replace("{value:", "{tool: x, value:"),
                        "monitors[0].inputs.tool: this detector does not read it"),
                argumentSet(
                        "no favourable values",
                        IMPACT.replace("    favourable: [approved, 1]\n", ""),
                        "line 6, monitors[0]: this detector needs favourable"),
                argumentSet(
                        "favourable values of numbers",
                        "  - {id: p, detector: psi, inputs: {value: a}, favourable: [x]}\n",
                        "monitors[0].favourable: this detector does not use it"),
                argumentSet("no groups", IMPACT.replace("[F, M]", "[]"), "monitors[0]: this detector needs groups"),
                argumentSet(
                        "wildcard in a scope",
                        IMPACT.replace("tenant_id]", "'a.*']"),
                        "monitors[0].scope[1]: it must be the path of one field"),
                argumentSet(
                        "no path in where",
                        IMPACT.replace("category:", "'a..b':"),
                        "monitors[0].where.a..b: its name is no path of one field"),
                argumentSet(
                        "window without unit",
                        IMPACT.replace("15m", "15"),
                        "monitors[0].window: it must be a positive duration"),
                argumentSet(
                        "window of years",
                        IMPACT.replace("15m", "900d"),
                        "monitors[0].window: it must be at most 366d"),
                argumentSet(
                        "persistence the wrong way round",
                        IMPACT.replace("2 of 3", "3 of 2"),
                        "monitors[0].persistence: it must be so many of at least as many"),
                argumentSet(
                        "unknown parameter",
                        IMPACT.replace("minimum: 50", "least: 50"),
                        "monitors[0].parameters.least: this name is unknown; known are threshold"),
                argumentSet(
                        "parameter out of range",
                        IMPACT.replace("0.75", "1.75"),
                        "monitors[0].parameters.threshold: it must be a number from 0.01 to 1"),
                argumentSet(
                        "edges that fall",
                        "  - {id: p, detector: psi, inputs: {value: a}, reference: [1, 3, 2]}\n",
                        "monitors[0].reference: its edges must ascend"),
                argumentSet(
                        "unknown holidays",
                        "  - {id: h, detector: hours, parameters: {calendar: paris}}\n",
                        "monitors[0].parameters.calendar: there are no holidays of this name"),
                argumentSet(
                        "no approval",
                        "  - {id: a, detector: missing-approval, inputs: {subject: x}}\n",
                        "monitors[0]: this detector needs approval"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void refusesWhatADetectorCannotWorkWith(String monitors, String fault) {
        assertThatThrownBy(() -> PolicyReader.read(HEAD + monitors))
                .isInstanceOf(PolicyException.class)
                .hasNoCause()
                .hasMessageContaining(fault);
        assertThat(PolicyReader.faults(HEAD + monitors)).anyMatch(each -> each.contains(fault));
    }
}

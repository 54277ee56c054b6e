/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.Verdict;
import io.affidavit.core.tags.LegalHold;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledPolicyTest {

    private static final CompiledPolicy POLICY = policy("""
            id: test
            version: 3
            owners: {risk: {contact: risk@example.org}}
            retention: {short: {duration: 30 days}, long: {duration: 7 years}}
            rules:
              - {id: noted, when: event.n >= 1, action: log, mode: enforce}
              - {id: tried, when: event.n >= 1, action: block}
              - {id: looked.at, when: event.n >= 2, action: escalate, mode: enforce, message: Look at it}
              - {id: stopped, when: event.n >= 3, action: block, mode: enforce, message: Not so}
              - {id: stopped.too, when: event.n >= 3, action: block, mode: enforce}
            lifecycle:
              - {id: held.first, when: "'m1' in event.matters", holds: [m-1]}
              - {id: short.one, when: event.n == 1, retention: short, replay: denied}
              - {id: long.all, when: event.n <= 2, retention: long, holds: [m-2], owner: risk, residency: eu}
            """);

    @ParameterizedTest
    @CsvSource({
        "0, allow, ,",
        "1, log, noted, 'noted,tried:monitor'",
        "2, escalate, looked.at, 'noted,tried:monitor,looked.at'",
        "3, block, stopped, 'noted,tried:monitor,looked.at,stopped,stopped.too'"
    })
    void givesTheStrongestVerdictOfEnforcedRulesAndListsAll(long n, String verdict, String decisive, String listed) {
        Decision decision = decide(Map.of("n", n, "matters", List.of()));

        assertThat(decision.verdict().text()).isEqualTo(verdict);
        assertThat(decision.decisive() == null ? null : decision.decisive().rule())
                .isEqualTo(decisive);
        assertThat(decision.firings().stream().map(Firing::text))
                .containsExactly(listed == null ? new String[0] : listed.split(","));
    }

    @Test
    void takesTheFirstWordOnKeepingAndAddsUpHolds() {
        Kept kept = decide(Map.of("n", 1, "matters", List.of("m1"))).kept();

        assertThat(kept).isEqualTo(new Kept("short", new LegalHold.Held(Set.of("m-1", "m-2")), "denied", "risk", "eu"));
        assertThat(decide(Map.of("n", 3, "matters", List.of())).kept()).isEqualTo(Kept.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource({"enforce, quarantine, block", "enforce, pass, allow", "monitor, quarantine, allow"})
    void doesAsTheRuleSaysWhereItCannotBeEvaluated(String mode, String onError, String verdict) {
        Decision decision = policy("""
                id: test
                version: 1
                rules: [{id: r, when: event.absent == 1, action: log, mode: %s, on_error: %s}]
                """.formatted(mode, onError)).decide(record(Map.of()), 0);

        assertThat(decision.verdict().text()).isEqualTo(verdict);
        assertThat(decision.firings()).extracting(Firing::text).containsExactly("r:error");
    }

    @Test
    void blocksWhereKeepingCannotBeDecided() {
        Decision decision = decide(Map.of("n", 0));

        assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(decision.decisive().text()).isEqualTo("held.first:error");
    }

    @Test
    void refusesConditionsThatDoNotCompileWithRuleAndLine() {
        assertThatThrownBy(() -> policy("""
                        id: test
                        version: 1
                        rules:
                          - {id: fine, when: "true", action: log}
                          - id: broken
                            action: log
                            when: event.n ==
                        """))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith("Cannot use policy: line 7, condition of rule broken: line 1, column 11 of the "
                        + "condition: ")
                .hasMessageEndingWith(". Correct the condition there.");
    }

    private static Decision decide(Map<String, Object> event) {
        return POLICY.decide(record(event), 0);
    }

    private static CompiledPolicy policy(String yaml) {
        return new CompiledPolicy(PolicyReader.read(yaml));
    }

    private static SourceRecord record(Map<String, Object> event) {
        return new SourceRecord(Map.of(), Map.of(), "ai-logs", null, event);
    }
}

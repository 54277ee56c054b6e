/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.core.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyReaderTest {

    private static final Path EXAMPLES = Path.of("../examples/policies");
    private static final String HEAD = "id: p\nversion: 1\n";

    private static PolicyDocument example() throws IOException {
        return PolicyReader.read(Files.readString(EXAMPLES.resolve("governance.yml")));
    }

    @Test
    void readsEveryPartOfADocument() throws IOException {
        PolicyDocument document = example();

        assertThat(document.ref().name()).isEqualTo("lending-assistant@4");
        assertThat(document.calendar().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(document.calendar().holidays().get("berlin")).hasSize(5).contains(LocalDate.of(2026, 12, 25));
        assertThat(document.owners().get("compliance").contact()).isEqualTo("compliance@lender.example");
        assertThat(document.retention().get("decision"))
                .isEqualTo(new RetentionClass(
                        "decision",
                        RetentionTerm.of(Period.ofYears(7)),
                        "compliance",
                        Optional.of(new Approval("Data protection board", LocalDate.of(2026, 9, 14), "DPB-118"))));
        assertThat(document.retention().get("conversation").duration())
                .isEqualTo(RetentionTerm.of(Period.ofMonths(25)));
        assertThat(document.retention().get("debug").approval()).isEmpty();
        assertThat(document.masking().get(1).action("analysts")).isEqualTo("token");
        assertThat(document.masking().get(1).action("anyone")).isEqualTo("redact");
        assertThat(document.masking().get(2).kind()).isEqualTo(MaskingRule.Kind.FIELD);
        assertThat(document.schemas().get("ai.governance.event"))
                .isEqualTo(new SchemaRange("ai.governance.event", ">=1.0 <2", "1.0.0"));
        assertThat(document.lifecycle().get(0).holds()).containsExactly("MATTER-2026-17");
        assertThat(document.lifecycle().get(1).retention()).isEqualTo("decision");
        assertThat(document.rules().get(0).enforced()).isTrue();
        assertThat(document.rules().get(2))
                .extracting(PolicyRule::mode, PolicyRule::action, PolicyRule::onError, PolicyRule::severity)
                .containsExactly(Mode.MONITOR, Verdict.LOG, OnError.PASS, Severity.MEDIUM);
        assertThat(document.lists().get("high_risk_tools")).isEqualTo(List.of("transfer_funds", "change_credit_limit"));
        assertThat(document.parameters().get("output_tokens")).isEqualTo(Map.of("acme", 4000L, "globex", 8000L));
    }

    @Test
    void pinsTheCanonicalFormOfTheExample() throws IOException {
        Golden.assertMatches(
                Path.of("src/test/resources/golden/policy/governance.json"),
                example().json());
    }

    @Test
    void readsTheSameDocumentFromItsCanonicalForm() throws IOException {
        PolicyDocument document = example();

        PolicyDocument again = PolicyReader.read(document.json());

        assertThat(again.ref()).isEqualTo(document.ref());
        assertThat(again.lists()).isEqualTo(document.lists());
        assertThat(again.parameters()).isEqualTo(document.parameters());
        assertThat(again.rules().stream().map(rule -> rule.when().cel()))
                .isEqualTo(
                        document.rules().stream().map(rule -> rule.when().cel()).toList());
    }

    @Test
    void hashesWhatADocumentSaysAndNotHowItIsWritten() {
        String one = "id: p\nversion: 7\nlists: {a: [1, x, true, 1.0]}\n";
        String same = "# a comment\nversion: '7'\nlists:\n  a:\n    - 1\n    - \"x\"\n    - true\n    - 1\nid: p\n";

        assertThat(PolicyReader.read(one).ref())
                .isEqualTo(PolicyReader.read(same).ref());
        assertThat(PolicyReader.read(one).ref().digest())
                .isNotEqualTo(
                        PolicyReader.read(one.replace("true", "'true'")).ref().digest());
    }

    @Test
    void keepsTextsThatLookLikeNumbersAsTheyAreWritten() {
        PolicyDocument document = PolicyReader.read(HEAD + "schemas: {s: {accept: '<2', target: 1.10}}\n"
                + "lists: {codes: [0x10, '7', 012, 1_000, yes, 12:30:45, 2026-01-02, 7, 0.5, -3]}\n");

        assertThat(document.schemas().get("s").target()).isEqualTo("1.10");
        assertThat(document.lists().get("codes"))
                .isEqualTo(List.of("0x10", "7", "012", "1_000", "yes", "12:30:45", "2026-01-02", 7L, 0.5, -3L));
        assertThat(PolicyReader.read(document.json()).lists()).isEqualTo(document.lists());
    }

    @Test
    void saysWhereAConditionStands() {
        PolicyDocument document = PolicyReader.read(HEAD + "rules:\n  - id: r\n    action: log\n    when: 'true'\n");

        assertThat(document.rules().get(0).when()).isEqualTo(new Condition("true", 6));
    }

    static Stream<Arguments> faulty() {
        String rule = HEAD + "rules:\n  - id: r\n    when: 'true'\n    action: log\n";
        return Stream.of(
                argumentSet("empty", "", "it is empty"),
                argumentSet("no YAML", "id: [", "line 1: it is no YAML"),
                argumentSet("no map", "- id: p", "line 1: it must be a map"),
                argumentSet("no version", "id: p\n", "line 1: it lacks version"),
                argumentSet(
                        "version with a letter", "id: p\nversion: v1\n", "line 2, version: it must be a whole number"),
                argumentSet("version of two numbers", "id: p\nversion: 1.2\n", "line 2, version: it must be"),
                argumentSet("id with blanks", "id: my policy\nversion: 1\n", "line 1, id: it must be lower-case words"),
                argumentSet(
                        "unknown key",
                        HEAD + "rule: []\n",
                        "line 3, rule: this name is unknown; known are id, version"),
                argumentSet(
                        "unknown key of a rule",
                        rule + "    on_errors: pass\n",
                        "line 7, rules[0].on_errors: this name"),
                argumentSet("key twice", HEAD + "id: q\n", "line 3, id: it stands there twice"),
                argumentSet(
                        "rule id twice",
                        rule + "  - {id: r, when: x, action: log}\n",
                        "line 7, rules[1].id: another item"),
                argumentSet(
                        "no condition", HEAD + "rules: [{id: r, action: log}]\n", "line 3, rules[0]: it lacks when"),
                argumentSet(
                        "blank condition",
                        HEAD + "rules: [{id: r, when: ' ', action: log}]\n",
                        "rules[0].when: it must be a CEL"),
                argumentSet(
                        "unknown action",
                        rule.replace("log", "drop"),
                        "line 6, rules[0].action: it must be one of allow, log, escalate, block"),
                argumentSet(
                        "undefined owner",
                        rule + "    owner: nobody\n",
                        "line 7, rules[0].owner: there is no owner of this name"),
                argumentSet("list of rules is a map", HEAD + "rules: {}\n", "line 3, rules: it must be a list"),
                argumentSet(
                        "undefined retention class",
                        HEAD + "lifecycle:\n  - {id: l, when: x, retention: seven}\n",
                        "line 4, lifecycle[0].retention: there is no retention class"),
                argumentSet(
                        "lifecycle rule without outcome",
                        HEAD + "lifecycle:\n  - {id: l, when: x}\n",
                        "line 4, lifecycle[0]: it decides nothing"),
                argumentSet(
                        "hold that is no matter",
                        HEAD + "lifecycle:\n  - {id: l, when: x, holds: ['true']}\n",
                        "lifecycle[0].holds[0]: it must be"),
                argumentSet(
                        "duration without unit",
                        HEAD + "retention: {a: {duration: 30}}\n",
                        "line 3, retention.a.duration: it must be a number of days"),
                argumentSet(
                        "no such day",
                        HEAD + "holidays: {de: [2026-02-30]}\n",
                        "line 3, holidays.de[0]: it must be a day"),
                argumentSet(
                        "no such zone",
                        HEAD + "time_zone: Europe/Atlantis\n",
                        "line 3, time_zone: it must be a time zone"),
                argumentSet(
                        "approval without ticket",
                        HEAD + "retention: {a: {duration: 1 day, approval: {by: x, on: 2026-01-01}}}\n",
                        "retention.a.approval: it lacks ticket"),
                argumentSet(
                        "masking of nothing",
                        HEAD + "masking: [{actions: {default: keep}}]\n",
                        "masking[0]: it must have either label or field"),
                argumentSet(
                        "unknown audience",
                        HEAD + "masking: [{label: pii, actions: {all: keep}}]\n",
                        "masking[0].actions.all: this audience is not"),
                argumentSet(
                        "unknown masking action",
                        HEAD + "masking: [{label: pii, actions: {default: hide}}]\n",
                        "masking[0].actions.default: it must be one of redact"),
                argumentSet(
                        "list name that conditions cannot say",
                        HEAD + "lists: {my-list: [a]}\n",
                        "lists.my-list: its name must be a letter"),
                argumentSet(
                        "list in a list",
                        HEAD + "lists: {a: [[1]]}\n",
                        "lists.a[0]: it must be a text, number or boolean"),
                argumentSet(
                        "number beyond a double",
                        HEAD + "lists: {a: [9007199254740993]}\n",
                        "lists.a[0]: the number is too large"),
                argumentSet(
                        "nothing where text must be", HEAD + "description:\n", "line 3, description: it must be text"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void refusesWhatItDoesNotUnderstand(String yaml, String fault) {
        assertThatThrownBy(() -> PolicyReader.read(yaml))
                .isInstanceOf(PolicyException.class)
                .hasNoCause()
                .hasMessageStartingWith("Cannot ")
                .hasMessageContaining(fault);
    }

    @Test
    void tellsEveryFaultAtOnce() {
        List<String> faults = PolicyReader.faults("id: P\nversion: x\nrules: 7\nelse: 1\n");

        assertThat(faults).hasSize(4).allMatch(fault -> fault.startsWith("Cannot use policy: line "));
        assertThat(PolicyReader.faults(HEAD)).isEmpty();
    }

    @Test
    void repeatsNoValueOfTheDocument() {
        String secret = "hunter2";
        List<String> faults = PolicyReader.faults("id: '" + secret + " x'\nversion: " + secret + "\ntime_zone: "
                + secret + "\nrules: [{id: r, when: 'true', action: " + secret + ", owner: " + secret + "}]\n");

        assertThat(faults).hasSizeGreaterThan(3).noneMatch(fault -> fault.contains(secret));
    }

    @Test
    void pinsTheSchemaForEditors() {
        Golden.assertMatches(EXAMPLES.resolve("policy.schema.json"), PolicyShape.jsonSchema());
    }

    @Test
    void describesEveryKeyInTheReference() {
        Golden.assertMatches(Path.of("../docs/configuration/policy.md"), """
                # Keys of the policy document

                Generated from the code. What a policy is for, and how it comes to the workers: [policies.md](../policies.md).
                Editors check a document with [the JSON Schema](../../examples/policies/policy.schema.json).

                """ + PolicyShape.reference());
    }

    @Test
    void ordersVersionsByTheirNumbers() {
        assertThat(Stream.of("10", "9", "9.0.1", "1.10.0", "1.2.0")
                        .map(PolicyVersion::new)
                        .sorted())
                .extracting(PolicyVersion::text)
                .containsExactly("1.2.0", "1.10.0", "9", "9.0.1", "10");
    }
}

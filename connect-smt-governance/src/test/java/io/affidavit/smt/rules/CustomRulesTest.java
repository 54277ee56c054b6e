/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.smt.scan.AllowList;
import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.scan.Sensitivity;
import io.affidavit.smt.scan.TextScanner;
import io.affidavit.smt.scan.Thresholds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CustomRulesTest {

    private static final String CANARY = "canary4f1d2c";
    private static final String RULES = """
            format: 1
            rules:
              - name: project
                terms: [Bluebird, Operation Nightfall]
                sensitivity: restricted
              - name: staff.number
                patterns: ['\\bE-\\d{6}\\b', 'badge (?P<value>\\d+)']
                mark: "[STAFF]"
                score: 80
                context: [employee, staff]
            """;

    @TempDir
    Path directory;

    @Test
    void findsTermsAndPatterns() {
        assertThat(find(RULES, "ask staff E-123456 about bluebird"))
                .containsExactly("custom.staff.number E-123456 80 rules", "custom.project bluebird 90 rules");
    }

    @Test
    void marksOnlyTheGroupNamedValue() {
        assertThat(find(RULES, "employee badge 778")).containsExactly("custom.staff.number 778 80 rules");
    }

    @Test
    void scoresLessWithoutItsContext() {
        assertThat(find(RULES, "order E-123456 shipped")).containsExactly("custom.staff.number E-123456 35 rules");
        assertThat(find(RULES, "staff " + "x ".repeat(60) + "E-123456"))
                .containsExactly("custom.staff.number E-123456 35 rules");
    }

    @Test
    void takesTheNameOfTheFieldForContext() {
        assertThat(find(RULES, "E-123456", List.of("record", "staffNumber")))
                .containsExactly("custom.staff.number E-123456 80 rules");
        assertThat(find(RULES, "E-123456", List.of("staff", "orderNumber")))
                .containsExactly("custom.staff.number E-123456 35 rules");
    }

    @Test
    void seesThroughDisguise() {
        assertThat(find(RULES, "it is Blue\u200bbird")).containsExactly("custom.project Blue\u200bbird 90 rules");
        assertThat(find(RULES, "blob VGhlIG5hbWUgaXMgQmx1ZWJpcmQu end"))
                .containsExactly("custom.project VGhlIG5hbWUgaXMgQmx1ZWJpcmQu 90 rules");
    }

    @Test
    void givesEachRuleItsLabel() {
        assertThat(CustomRules.of(RULES).labels())
                .extracting(label -> label.id() + " " + label.mark() + " " + label.level())
                .containsExactly(
                        "custom.project [PROJECT] " + Sensitivity.RESTRICTED,
                        "custom.staff.number [STAFF] " + Sensitivity.CONFIDENTIAL);
    }

    @Test
    void readsFiles() throws Exception {
        Path file = Files.writeString(directory.resolve("rules.yml"), RULES);

        assertThat(CustomRules.of(file.toString()).labels()).hasSize(2);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("format: 1", "it lacks rules"),
                fault("format: 2\nrules: []", "line 1, format"),
                fault("format: 1\nrules: {}", "line 2, rules: it must be a list"),
                rule("terms: [" + CANARY + "]", "rules[0]: it lacks name"),
                rule("name: a", "it has neither terms nor patterns"),
                rule("{name: A B, terms: [" + CANARY + "]}", "rules[0].name: it must be lower-case words"),
                rule("{name: a, terms: [" + CANARY + "], nonsense: 1}", "rules[0].nonsense: this name is unknown"),
                rule("{name: a, terms: [x]}", "rules[0].terms[0]: it must have 2 to 200 characters"),
                rule("{name: a, terms: ['" + CANARY.repeat(20) + "']}", "rules[0].terms[0]"),
                rule("{name: a, patterns: ['" + CANARY + "(']}", "rules[0].patterns[0]: it is no pattern of RE2"),
                rule("{name: a, patterns: ['(?=" + CANARY + ")']}", "rules[0].patterns[0]: it is no pattern of RE2"),
                rule("{name: a, patterns: ['(" + CANARY + ")\\1']}", "rules[0].patterns[0]: it is no pattern of RE2"),
                rule("{name: a, patterns: ['" + CANARY + "|x*']}", "rules[0].patterns[0]: it matches empty text"),
                rule("{name: a, patterns: ['(" + CANARY + "){900}']}", "rules[0].patterns[0]: with it"),
                rule("{name: a, patterns: ['" + CANARY.repeat(100) + "']}", "it is longer than 1000"),
                rule("{name: a, terms: [" + CANARY + "], score: 0}", "rules[0].score"),
                rule("{name: a, terms: [" + CANARY + "], score: ninety}", "rules[0].score"),
                rule("{name: a, terms: [" + CANARY + "], mark: '" + CANARY + "'}", "rules[0].mark"),
                rule("{name: a, terms: [" + CANARY + "], sensitivity: secret}", "public, internal"),
                rule("{name: a, terms: [" + CANARY + "]}\n  - {name: a, terms: [xyz]}", "rules[1].name: another rule"),
                fault("[" + CANARY, "it is no YAML"),
                fault("/nowhere/rules.yml", "Cannot read rules file"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesWithLineAndPathAndNoContent(String yaml, String message) {
        assertThatThrownBy(() -> CustomRules.of(yaml))
                .isInstanceOf(RuleException.class)
                .hasNoCause()
                .hasMessageContaining(message)
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void givesUpOnMoreFindingsThanAskedFor() {
        Hits hits = scan(RULES, "bluebird ".repeat(1_001), List.of());

        assertThat(hits.givenUp()).isEqualTo(Labels.BUDGET);
    }

    @Test
    void givesUpWhereSearchesAddUp() {
        // Given a pattern whose every search reads to the end of the text
        String rules = "{format: 1, rules: [{name: a, patterns: ['(q.*z)|q']}]}";
        String text = "q".repeat(300_000);

        // When
        Instant begin = Instant.now();
        Hits hits = scan(rules, text, List.of());
        Duration took = Duration.between(begin, Instant.now());

        // Then
        assertThat(hits.givenUp()).isEqualTo(Labels.BUDGET);
        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    private static Arguments fault(String yaml, String message) {
        return Arguments.of(yaml.startsWith("/") ? yaml : yaml + "\n", message);
    }

    private static Arguments rule(String rule, String message) {
        return fault("format: 1\nrules:\n  - " + rule, message);
    }

    private static List<String> find(String rules, String text) {
        return find(rules, text, List.of());
    }

    private static List<String> find(String rules, String text, List<String> path) {
        Hits hits = scan(rules, text, path);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            found.add(hits.label(i).id() + " " + text.substring(hits.start(i), hits.end(i)) + " " + hits.score(i) + " "
                    + hits.detector(i));
        }
        return found;
    }

    private static Hits scan(String rules, String text, List<String> path) {
        try (Detection detection = Detection.of(Thresholds.of(1), AllowList.NONE, CustomRules.of(rules), List.of())) {
            TextScanner scanner = detection.scanner(() -> path, 1_000);
            Hits hits = detection.hits();
            scanner.scan(text.toCharArray(), 0, text.length(), Evidence.NONE, hits);
            return hits;
        }
    }
}

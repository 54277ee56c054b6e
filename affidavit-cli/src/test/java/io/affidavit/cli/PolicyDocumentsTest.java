/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code affidavit policy lint}, {@code test} and {@code sign}, run as a user runs them. */
class PolicyDocumentsTest {

    private static final Path EXAMPLES = Path.of("../examples/policies");
    private static final String POLICY = """
            id: p
            version: 1
            owners: {us: {contact: us@example.org}}
            retention:
              short: {duration: 30 days}
            lifecycle:
              - {id: all, when: 'true', retention: short, holds: [M-1]}
            rules:
              - id: model
                owner: us
                mode: enforce
                when: has(event.model.request_model) && event.model.request_model != 'good'
                action: block
              - id: night
                when: timestamp.getHours() >= 22
                action: log
            """;

    @TempDir
    private Path directory;

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .filter(file -> !file.toString().endsWith(".cases.yml"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsNoFaultInTheExamples(Path example) {
        CommandRun run = CommandRun.of("policy", "lint", example.toString());

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("can be used");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void decidesTheCasesOfTheExamplesAsExpected(Path example) {
        Path cases = Path.of(example.toString().replaceFirst("\\.yml$", ".cases.yml"));

        CommandRun run = CommandRun.of("policy", "test", example.toString(), "--cases", cases.toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains(" 0 failed: ");
    }

    @Test
    void tellsEveryFaultWithItsLine() throws IOException {
        String file =
                write("p.yml", POLICY.replace("action: log", "action: drop").replace("owner: us", "owner: them"));

        CommandRun run = CommandRun.of("policy", "lint", file);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains(file + ": Cannot use policy: line 16, rules[1].action: it must be one of allow");
    }

    @Test
    void fitsEveryMonitorWithItsDetector() throws IOException {
        String monitors = "monitors:\n  - {id: night, detector: hours, parameters: {from: 9, to: 9}}\n"
                + "  - {id: fair, detector: impact-ratio, inputs: {value: a, group: b}, favourable: [x], groups: [y],"
                + " profile: mine}\n";
        String file = write("p.yml", POLICY + monitors);

        CommandRun run = CommandRun.of("policy", "lint", file);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("Cannot use monitor night: the first hour of work must be before the last")
                .contains("Cannot use monitor fair: its profile is unknown");
    }

    @Test
    void tellsEveryConditionThatDoesNotCompile() throws IOException {
        String file = write("p.yml", POLICY.replace("'true'", "tru").replace("timestamp.getHours() >= 22", "1 +"));

        CommandRun run = CommandRun.of("policy", "lint", file);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out()).contains("line 7, condition of rule all", "line 15, condition of rule night", "note: ");
    }

    @Test
    void knowsLabelsPathsAndVersions() throws IOException {
        String file = write("p.yml", POLICY + """
                masking:
                  - {label: pii.email, actions: {default: redact}}
                  - {label: custom.contract, actions: {default: redact}}
                  - {label: pii.emial, actions: {default: redact}}
                  - {field: decision.tool_name, actions: {default: keep}}
                  - {field: decision..tool_name, actions: {default: keep}}
                schemas:
                  fine: {accept: '>=1.0 <2', target: 1.2}
                  open: {accept: '>=1.0'}
                  empty: {accept: '>2 <1'}
                  beyond: {accept: '>=1.0 <2', target: 2.0.0}
                """);

        CommandRun lint = CommandRun.of("policy", "lint", file);
        CommandRun test = CommandRun.of("policy", "test", file, "--cases", file);

        assertThat(lint.exitCode()).isEqualTo(1);
        assertThat(lint.out().lines().filter(line -> line.contains("Cannot")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("masking[2].label: no detector gives such a label"),
                        line -> assertThat(line).contains("masking[4].field: it is no path"),
                        line -> assertThat(line).contains("schemas.beyond.target: accept does not contain it"),
                        line -> assertThat(line).contains("schemas.empty.accept: no version satisfies it"),
                        line -> assertThat(line)
                                .contains("schemas.open.accept: no version satisfies it, or it has no upper"));
        assertThat(lint.out()).doesNotContain("emial");
        assertThat(test.exitCode()).isEqualTo(2);
        assertThat(test.err()).contains("masking[2].label").contains("affidavit policy lint");
    }

    @Test
    void notesWhatIsLeftOpen() throws IOException {
        String file = write("p.yml", POLICY.replace("    owner: us\n", ""));

        CommandRun lenient = CommandRun.of("policy", "lint", file);
        CommandRun strict = CommandRun.of("policy", "lint", file, "--strict");

        assertThat(lenient.exitCode()).isZero();
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(lenient.out())
                .contains("retention.short is approved by nobody", "rule model is enforced and nobody answers for it")
                .contains("p@1 can be used: 2 rules, 1 of them enforced; 1 lifecycle rules; 1 retention classes.");
    }

    @Test
    void failsWithoutAFile() {
        CommandRun run = CommandRun.of("policy", "lint", "/nowhere/p.yml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("missing or not readable");
    }

    @Test
    void comparesVerdictsRulesAndLifecycle() throws IOException {
        String file = write("p.yml", POLICY);
        String cases = write("cases.yml", """
                cases:
                  - name: as expected
                    timestamp: 2026-03-01T23:00:00Z
                    headers: {gov.sensitivity: internal}
                    value: {model: {request_model: bad}}
                    verdict: block
                    rules: [model, 'night:monitor']
                    retention: short
                    holds: [M-1]
                    owner: '-'
                  - name: another verdict
                    value: {model: {request_model: good}}
                    verdict: escalate
                  - name: other rules and another class
                    value: {model: {request_model: bad}}
                    verdict: block
                    rules: []
                    retention: long
                """);

        CommandRun run = CommandRun.of("policy", "test", file, "--cases", cases);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAILED  another verdict", "verdict: expected escalate, is allow")
                .contains("FAILED  other rules and another class", "rules: expected [], are [model]")
                .contains("retention: expected long, is short")
                .contains("3 cases, 2 failed: p@1#")
                .doesNotContain("as expected");
    }

    @Test
    void readsCasesStrictly() throws IOException {
        String file = write("p.yml", POLICY);

        CommandRun unknown = CommandRun.of(
                "policy", "test", file, "--cases", write("a.yml", "cases: [{name: a, value: {}, verdict: deny}]"));
        CommandRun none = CommandRun.of("policy", "test", file, "--cases", write("b.yml", "cases: []"));

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("line 1, cases[0].verdict: it must be one of allow, log, escalate, block");
        assertThat(none.err()).contains("holds no case");
    }

    @Test
    void signsWhatADocumentSays() throws IOException {
        String file = write("p.yml", POLICY);
        CommandRun keys = CommandRun.of("keys", "generate", "--out", directory.toString());
        assertThat(keys.exitCode()).isZero();

        CommandRun run = CommandRun.of(
                "policy",
                "sign",
                file,
                "--key",
                directory.resolve("signing-key.pem").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Path.of(file + ".sig"))
                .content()
                .contains("\"format\":\"affidavit.policy.signatures.v1\"", "\"keyid\":\"");
    }
}

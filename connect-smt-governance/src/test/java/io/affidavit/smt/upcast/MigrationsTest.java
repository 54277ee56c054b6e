/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be is refused before the first record, at its step and key. */
class MigrationsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- shuffle: {path: a} | steps[0].shuffle: this step is unknown",
                "- {drop: a, cast: {path: b, to: int64}} | steps[0]: it must be exactly one of",
                "- rename: {path: a} | steps[0].rename: it lacks to",
                "- rename: {path: a, to: b.c} | steps[0].rename.to: it must be one name",
                "- rename: {path: a, to: a} | steps[0].rename.to: it must not be the path itself",
                "- move: {from: a, to: a.b} | steps[0].move.to: it must not be the path itself, nor lead through it",
                "- move: {from: a.*, to: b} | steps[0].move.from: it must name one field",
                "- cast: {path: a, to: decimal} | steps[0].cast.to: it must be one of string, int32",
                "- default: {path: a, value: x, type: int64} | steps[0].default.value: it is no int64",
                "- split: {path: a, by: `,`, into: [b]} | steps[0].split.into: it must name two paths",
                "- split: {path: a, by: `,`, into: [b, b]} | steps[0].split.into[1]: an earlier step",
                "- merge: {paths: [a, a], by: x, to: b} | steps[0].merge.paths[1]: an earlier step",
                "- compute: {path: a, type: string, jsonata: `b[`} | steps[0].compute.jsonata: the expression is no JSONata",
                "- compute: {path: a, type: string, jsonata: `$match(b, /(a+)+$/)`} | steps[0].compute.jsonata: regular",
                "- compute: {path: a, type: string, jsonata: `/x/`} | steps[0].compute.jsonata: regular",
                "- compute: {path: a, type: string, jsonata: `$eval(b)`} | steps[0].compute.jsonata: $eval cannot be used",
                "- compute: {path: a, type: string, jsonata: `$now()`} | steps[0].compute.jsonata: $now cannot be used",
                "- each: {path: a, steps: [{drop: b}, {drop: b}]} | steps[0].each.steps[1].drop: an earlier step",
            })
    void refusesOneStep(String step, String message) {
        assertRefused(step.replace('`', '"'), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "drop: a | rename: {path: a, to: b} | steps[1].rename.path: an earlier step of this migration takes this path",
                "drop: a | cast: {path: a.b, to: int64} | steps[1].cast.path: an earlier step of this migration takes this path",
                "rename: {path: a, to: b} | drop: b | steps[1].drop: an earlier step of this migration makes this path",
                "move: {from: a, to: c} | move: {from: b, to: c} | steps[1].move.to: an earlier step of this migration makes",
                "cast: {path: a, to: int64} | cast: {path: a, to: string} | steps[1].cast.path: an earlier step",
                "constant: {path: a, value: x} | cast: {path: a, to: int64} | steps[1].cast.to: an earlier step gives",
                "map: {path: a, values: {x: y}} | cast: {path: a, to: boolean} | steps[1].cast.to: an earlier step gives",
            })
    void refusesStepsThatUndoEachOther(String first, String second, String message) {
        assertRefused("- " + first + "\n- " + second, message);
    }

    @Test
    void acceptsDivisionAndQuotedSlashesInExpressions() {
        UpcastTest.upcast("""
                - compute: {path: a, type: float64, jsonata: "usage.total / usage.count / (2) / $x"}
                - compute: {path: b, type: string, jsonata: "'a/b' & /* by / note */ `odd/name`"}
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 | to: it must be above every version",
                ">=1 <3 | 2 | to: it must be above every version",
                ">=1 | 2 | from: it must be a version, or a range with an upper bound",
                "1 | two | to: it must be a version",
            })
    void refusesMigrationsThatDoNotLeadUp(String from, String to, String message) {
        assertThatThrownBy(() -> Migrations.of(
                        "format: 1\nmigrations:\n  - {from: \"" + from + "\", to: \"" + to + "\", steps: []}\n"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">=1 <=3 | 2 | 1.0.1 | ",
                "1 | 3 | 1.0.0 | only to 2.0.0",
            })
    void refusesAcceptedVersionsWithoutAWay(String accept, String target, String version, String detail) {
        // Given: 1 leads to 2 and nothing else leads anywhere
        Migrations migrations =
                Migrations.of("format: 1\nmigrations:\n  - {from: \"1\", to: \"2\", steps: [{drop: a}]}\n");

        assertThatThrownBy(() -> migrations.to(SchemaVersion.of(target), VersionRange.parse(accept), null))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("Cannot use migrations: they lead accepted version ")
                .hasMessageContaining(detail == null ? version : detail);
    }

    @Test
    void refusesTwoMigrationsFromOneVersion() {
        assertThatThrownBy(() -> Migrations.of("""
                        format: 1
                        migrations:
                          - {from: ">=1 <2", to: "2", steps: []}
                          - {from: "1.5", to: "3", steps: []}
                        """))
                .hasMessageContaining("migrations[1].from: another migration starts from some of these");
    }

    private static void assertRefused(String steps, String message) {
        assertThatThrownBy(() -> UpcastTest.upcast(steps))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("migrations[0]." + message);
    }
}

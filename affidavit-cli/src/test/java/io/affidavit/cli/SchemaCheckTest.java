/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {

    private static final String BASE = "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":"
            + "{\"id\":{\"type\":\"string\"},\"kind\":{\"enum\":[\"a\",\"b\"]},\"size\":{\"type\":\"integer\",\"minimum\":1}}%s}";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // a new optional member: compatible both ways
                "{`id`:{`type`:`string`},`note`:{`type`:`string`}} | {`id`:{`type`:`string`}} | full | ",
                // a wider type or bound reads the old, and the old does not read it
                "{`n`:{`type`:`number`}} | {`n`:{`type`:`integer`}} | backward | ",
                "{`n`:{`type`:`number`}} | {`n`:{`type`:`integer`}} | forward | n +type",
                "{`n`:{`minimum`:0}} | {`n`:{`minimum`:1}} | backward | ",
                "{`n`:{`minimum`:0}} | {`n`:{`minimum`:1}} | full | forward +n +minimum",
                "{`n`:{`maxLength`:5}} | {`n`:{}} | backward | n +maxLength",
                "{`n`:{`enum`:[`a`,`b`]}} | {`n`:{`enum`:[`a`]}} | backward | ",
                "{`n`:{`enum`:[`a`,`b`]}} | {`n`:{`enum`:[`a`]}} | forward | n +enum",
                "{`n`:{`items`:{`type`:`string`}}} | {`n`:{`items`:{`type`:`integer`}}} | full | n\\[] +type",
                "{`n`:{`multipleOf`:2}} | {`n`:{`multipleOf`:4}} | backward | ",
                "{`n`:{`multipleOf`:4}} | {`n`:{`multipleOf`:2}} | backward | n +multipleOf",
                // what cannot be weighed must be the same
                "{`n`:{`pattern`:`^a`}} | {`n`:{`pattern`:`^a`}} | full | ",
                "{`n`:{`pattern`:`^a`}} | {`n`:{`pattern`:`^b`}} | backward | n +pattern",
                "{`n`:{`anyOf`:[{`type`:`string`}]}} | {`n`:{}} | backward | n +anyOf",
                "{`n`:{`properties`:{`m`:{`type`:`string`}}}} | {`n`:{`properties`:{`m`:{`type`:`null`}}}} | full | n\\.m +type",
                "{`n`:false} | {`n`:{`type`:`string`}} | backward | n +false",
            })
    void weighsProperties(String next, String old, String mode, String finding) throws IOException {
        CommandRun run = check(
                "{\"type\":\"object\",\"properties\":" + old.replace('`', '"') + "}",
                "{\"type\":\"object\",\"properties\":" + next.replace('`', '"') + "}",
                "--mode",
                mode);

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(finding == null ? 0 : 1);
        assertThat(run.out()).containsPattern(finding == null ? "^Compatible: " : finding);
    }

    @Test
    void comparesRequiredMembersAndClosedObjects() throws IOException {
        String open = BASE.formatted("");
        String closed = BASE.formatted(",\"additionalProperties\":false");
        String grown = BASE.replace("\"kind\"", "\"fresh\":{\"type\":\"string\"},\"kind\"")
                .formatted("");
        String needing = BASE.replace("[\"id\"]", "[\"id\",\"size\"]").formatted("");

        assertThat(check(open, grown).exitCode()).isZero();
        assertThat(check(closed, grown).out()).containsPattern("forward +fresh +additionalProperties");
        assertThat(check(open, needing, "--mode", "forward").exitCode()).isZero();
        assertThat(check(open, needing).out()).containsPattern("backward +size +required");
    }

    @Test
    void comparesWithEveryOldVersionAndPrintsJson() throws IOException {
        Path first = Files.writeString(directory.resolve("v1.json"), "{\"required\":[]}", StandardCharsets.UTF_8);
        String second = "{\"required\":[\"a\"]}";
        Path file = Files.writeString(directory.resolve("v2.json"), second, StandardCharsets.UTF_8);

        CommandRun run = CommandRun.of(
                "schema", "check", file.toString(), file.toString(), "--json", "--transitive", first.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        Map<?, ?> result = (Map<?, ?>) JsonText.parse(run.out().strip());
        assertThat(result.get("compatible")).isEqualTo(false);
        assertThat((List<?>) result.get("findings"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(((Map<?, ?>) finding).get("old")).isEqualTo(first.toString()));
    }

    @Test
    void followsReferencesThatTurnBackOnThemselves() throws IOException {
        String tree =
                "{\"$ref\":\"#/$defs/node\",\"$defs\":{\"node\":{\"properties\":{\"next\":{\"$ref\":\"#/$defs/node\"},"
                        + "\"value\":{\"type\":\"%s\"}}}}}";

        assertThat(check(tree.formatted("string"), tree.formatted("string")).exitCode())
                .isZero();
        assertThat(check(tree.formatted("string"), tree.formatted("integer")).out())
                .containsPattern("value +type");
    }

    @Test
    void comparesAvroByItsOwnRules() throws IOException {
        String old = "{\"type\":\"record\",\"name\":\"e\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}%s]}";

        assertThat(check(
                                old.formatted(""),
                                old.formatted(",{\"name\":\"n\",\"type\":[\"null\",\"string\"],\"default\":null}"))
                        .exitCode())
                .isZero();
        CommandRun run = check(old.formatted(""), old.formatted(",{\"name\":\"n\",\"type\":\"string\"}"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("reader_field_missing_default_value", "backward");
    }

    @Test
    void knowsTheContractOfEvents() {
        assertThat(CommandRun.of("schema", "check", "event", "event").exitCode())
                .isZero();
    }

    @Test
    void saysWhatItCannotCompare() throws IOException {
        assertThat(CommandRun.of("schema", "check", "event", "nowhere.json").err())
                .startsWith("affidavit: Cannot read nowhere.json");
        CommandRun mixed = check("{\"type\":\"record\",\"name\":\"e\",\"fields\":[]}", "{}");
        assertThat(mixed.exitCode()).isEqualTo(2);
        assertThat(mixed.err()).contains("one is JSON Schema and the other Avro");
        assertThat(check("[]", "{}").exitCode()).isEqualTo(2);
        assertThat(check("{", "{}").err()).contains("it is no JSON");
    }

    private CommandRun check(String old, String next, String... options) throws IOException {
        Path oldFile = Files.writeString(directory.resolve("old.json"), old, StandardCharsets.UTF_8);
        Path newFile = Files.writeString(directory.resolve("new.json"), next, StandardCharsets.UTF_8);
        List<String> arguments =
                new java.util.ArrayList<>(List.of("schema", "check", oldFile.toString(), newFile.toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}

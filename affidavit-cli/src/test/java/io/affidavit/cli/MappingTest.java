/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.smt.mapping.BuiltInMappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit mapping}, run as a user runs it. */
class MappingTest {

    private static final Path PAGE = Path.of("../docs/mappings.md");

    @TempDir
    private Path directory;

    @Test
    void listsTheBuiltInMappings() {
        CommandRun run = CommandRun.of("mapping", "list");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(BuiltInMappings.names().size() + 1);
        assertThat(run.out()).containsPattern("phoenix-spans@1.0.0 +phoenix +spans +Phoenix ");
    }

    @Test
    void showsWhatTheExampleOfTheDocumentationMakesOfItsRow() throws IOException {
        CommandRun run = attempt(block("yaml"), block("json"));

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(timeless(run.out())).isEqualTo(timeless(block("text")));
    }

    @Test
    void tellsWhatIsWrongWithAMappingByLineAndKey() throws IOException {
        CommandRun run = attempt(block("yaml").replace("user_id: user", "shoe_size: user"), block("json"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Cannot use mapping: line ").contains("fields.identity.shoe_size: ");
    }

    @Test
    void tellsOfColumnsThatTheMappingWasNotMadeFor() throws IOException {
        CommandRun run = attempt(block("yaml"), block("json").replace("\"user\"", "\"account\""));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("Breaks rule mapping.column.unknown").containsPattern("account +u-17");
    }

    @Test
    void tellsWhyARowIsRefused() throws IOException {
        CommandRun run = attempt(block("yaml"), "{\"id\": 7}");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("Refused: mapping.required at event_time");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThat(attempt(block("yaml"), "[1]").err()).contains("the row is no JSON object");
        assertThat(attempt(block("yaml"), "{\"secret\": hunter2").err())
                .contains("the row is no JSON object")
                .doesNotContain("hunter2");
        assertThat(CommandRun.of(
                                "mapping",
                                "try",
                                "--mapping",
                                "litelm",
                                row("{}").toString())
                        .err())
                .contains("Cannot find built-in mapping");
    }

    private CommandRun attempt(String mapping, String row) throws IOException {
        Path file = Files.writeString(directory.resolve("mapping.yml"), mapping);
        return CommandRun.of("mapping", "try", "--mapping", file.toString(), row(row).toString());
    }

    private Path row(String row) throws IOException {
        return Files.writeString(directory.resolve("row.json"), row);
    }

    /** Without the time of the trial. */
    private static String timeless(String output) {
        return output.replaceAll("(observed_time +)\\S+", "$1now");
    }

    /** The first block of a language on the page about mappings. */
    private static String block(String language) throws IOException {
        String page = Files.readString(PAGE);
        String fence = "```" + language + "\n";
        int start = page.indexOf(fence) + fence.length();
        return page.substring(start, page.indexOf("```", start));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealing from the command line, run as a user runs it. */
class SealTest {

    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;
    private List<AttestedFile> small;
    private Path key;
    private Path trust;

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, KEY);
        small = List.of(events.archive(1_000, 20_000), events.archive(500, 20_000));
        events.archive(200, 20_001);
        key = Files.writeString(directory.resolve("signing-key.pem"), KEY.toPem());
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void dryRunSaysWhatWouldBeSealedAndChangesNothing() {
        CommandRun run = run("seal", "--after", "1s", "--dry-run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("would seal 1,500 rows in 2 files, to 1", "std-1y 2024-10-04 std: 2 files");
        assertThat(events.fresh().newScan().planFiles()).hasSize(3);
    }

    @Test
    void sealsThenDeletesThenVerifies() {
        // When
        CommandRun seal = run("seal", "--after", "1s", "--grace", "0s", "--key", key.toString());
        CommandRun again = run("seal", "--after", "1s", "--grace", "0s", "--key", key.toString(), "--json");

        // Then
        assertThat(seal.exitCode()).as(seal.err()).isZero();
        assertThat(seal.out()).contains("sealed 1,500 rows in 2 files, to 1");
        assertThat((Map<?, ?>) JsonText.parse(again.out()))
                .satisfies(json -> assertThat(json.get("completedRemovals")).isEqualTo(1L))
                .satisfies(json -> assertThat(json.get("files")).isEqualTo(0L));
        assertThat(small).noneMatch(file -> Files.exists(EvidentTable.onDisk(file.path())));
        assertThat(run("verify", "--trust", trust.toString()).exitCode()).isZero();
    }

    @Test
    void saysWhatItCouldNotSeal() {
        EvidentTable.Written foreign = events.write(5, 20_001, "std-1y");
        events.table().newAppend().appendFile(foreign.file()).commit();

        CommandRun run = run("seal", "--after", "1s", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("1 small files are left as they are: no statement attests them");
    }

    @Test
    void needsAKeyAndTermsItCanRead() {
        assertThat(run("seal").err()).contains("--key", "--dry-run");
        CommandRun run = run("seal", "--after", "soon", "--dry-run");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--after");
    }

    private CommandRun run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--table", "db.events"));
        args.addAll(List.of(more));
        return execute(args);
    }

    private CommandRun execute(List<String> args) {
        EvidentTable.catalogProperties(directory).forEach((key, value) -> {
            args.add("-C");
            args.add("iceberg.catalog." + key + "=" + value);
        });
        return CommandRun.of(args.toArray(String[]::new));
    }
}

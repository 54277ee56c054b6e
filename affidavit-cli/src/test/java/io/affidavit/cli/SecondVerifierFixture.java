/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A table and the script of the documentation that verifies it. */
abstract class SecondVerifierFixture {

    static final SigningKey KEY = SigningKey.generate();

    @TempDir
    Path directory;

    EvidentTable events;
    AttestedFile first;
    Path trust;

    record Run(int exitCode, String out) {}

    @BeforeAll
    static void needsPython() {
        assumeTrue(
                succeeds("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))"), "no Python 3.9 or later");
    }

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, KEY);
        first = events.archive(100, 20_000);
        events.archive(50, 20_001);
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

    static void assertFound(Run run, String finding) {
        assertThat(run.out()).contains(finding).contains("FAILED");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    Run table(String... more) throws Exception {
        String metadata = ((BaseTable) events.table()).operations().current().metadataFileLocation();
        return run("table", EvidentTable.onDisk(metadata), more);
    }

    Run run(String what, Path file, String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("python3", "../docs/verify_evidence.py", what, file.toString(), "--trust", trust.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), out);
    }

    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit keys rotate}, step by step as the documentation has it. */
class KeysRotateTest {

    private static final SigningKey OLD = SigningKey.generate();
    private static final SigningKey YOUNG = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;
    private Path trust;

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, OLD);
        events.archive(10, 20_000);
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), OLD.verificationKey().toPem());
        Files.writeString(directory.resolve("old.pem"), OLD.toPem());
        Files.writeString(directory.resolve("new.pem"), YOUNG.toPem());
        Files.writeString(
                directory.resolve("new-trusted.pem"), YOUNG.verificationKey().toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void takesANewKeyAndRetiresTheOldOne() {
        // When
        CommandRun named = rotate("old.pem", "--new", "new-trusted.pem");
        events.archive(10, 20_001, OLD);
        events.archive(10, 20_001, YOUNG);
        CommandRun retired = rotate("new.pem", "--retire", "trusted-keys.pem");
        CommandRun again = rotate("new.pem", "--retire", "trusted-keys.pem");
        CommandRun good = verify();
        events.archive(10, 20_002, OLD);
        CommandRun bad = verify();

        // Then
        assertThat(named.out()).contains("Key " + YOUNG.id() + " signs for db.events after statement 2");
        assertThat(retired.out()).contains("Key " + OLD.id() + " signs nothing of db.events after statement 5");
        assertThat(again.out()).isEqualTo(retired.out());
        assertThat(good.out()).contains("statements  5").contains("OK");
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.out()).contains("retired-key").contains("which statement 5 retired");
    }

    @Test
    void refusesAKeyThatVouchesForItself() {
        assertThat(rotate("new.pem", "--new", "new-trusted.pem").err()).contains("Sign with the old one");
        assertThat(rotate("new.pem", "--retire", "new-trusted.pem").err()).contains("Sign with one that stays");
        assertThat(rotate("old.pem", "--new", "old.pem").exitCode()).isEqualTo(2);
    }

    private CommandRun rotate(String key, String which, String subject) {
        return run(
                List.of("keys", "rotate"),
                "--key",
                directory.resolve(key).toString(),
                which,
                directory.resolve(subject).toString(),
                "--by",
                "j.doe",
                "--reason",
                "yearly");
    }

    private CommandRun verify() {
        return run(List.of("verify"), "--trust", trust.toString());
    }

    private CommandRun run(List<String> command, String... more) {
        List<String> args = new ArrayList<>(command);
        args.addAll(List.of("--table", "db.events"));
        EvidentTable.catalogProperties(directory).forEach((name, value) -> {
            args.add("-C");
            args.add("iceberg.catalog." + name + "=" + value);
        });
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }
}

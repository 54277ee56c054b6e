/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.CommandLine.Outcome;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged command says of an archive before and after it is tampered with. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TamperIT {
    private static final int ROWS = 900;

    private static Pipeline pipeline;

    @TempDir
    Path directory;

    @BeforeAll
    static void archive(TestStack stack) {
        SpendLogGenerator generator = new SpendLogGenerator(
                17, ROWS, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(30));
        pipeline = new Pipeline(stack, "tamper").createLogTable();
        pipeline.load(generator.stream());
        pipeline.start();
        pipeline.awaitArchived(ROWS, Duration.ofMinutes(3));
    }

    @AfterAll
    static void end() {
        pipeline.close();
    }

    @Test
    @Order(1)
    void untouchedArchiveVerifiesAndReconciles() {
        assertThat(pipeline.verify(pipeline.trustedKeys())).returns(0, Outcome::code);
        assertThat(pipeline.reconcile()).returns(0, Outcome::code);
    }

    @Test
    @Order(2)
    void flippedByteIsFoundInItsFile() throws IOException {
        // Given
        Path file = pipeline.archive().files().get(0);
        byte[] original = Files.readAllBytes(file);
        byte[] altered = original.clone();
        altered[original.length / 3] ^= 1;
        Files.write(file, altered);

        // When
        Outcome outcome = pipeline.verify(pipeline.trustedKeys());
        Files.write(file, original);

        // Then
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains(file.getFileName().toString());
        assertThat(pipeline.verify(pipeline.trustedKeys()).code()).isZero();
    }

    @Test
    @Order(3)
    void archiveOfAnotherSignerIsNotTrusted(TestStack stack) {
        // Given
        Path others = directory.resolve("others");
        stack.affidavit().run(List.of("keys", "generate", "--out", others.toString()));

        // When
        Outcome outcome = pipeline.verify(others.resolve("trusted-keys.pem"));

        // Then
        assertThat(outcome.code()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void missingEventIsNamedByItsKey() {
        // Given
        Path file = pipeline.archive().fileOfOneRow();
        String key = pipeline.archive()
                .query("SELECT source.key FROM TABLE WHERE source.key IN (SELECT source.key FROM read_parquet('" + file
                        + "'))")
                .get(0)
                .get(0);

        // When
        pipeline.archive().dropFile(file);
        Outcome reconciled = pipeline.reconcile();
        Outcome verified = pipeline.verify(pipeline.trustedKeys());

        // Then
        assertThat(reconciled.code()).isEqualTo(1);
        assertThat(reconciled.output()).contains(key);
        assertThat(verified.code()).isEqualTo(1);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.ConnectWorkerProcess;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A source in a worker obeys soon, even while the database does not answer. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class SourcePauseIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ROWS = 200;

    @TempDir
    Path directory;

    @Test
    void pausesAndStopsWithinFiveSecondsWhileAQueryWaits(TestStack stack) throws SQLException, InterruptedException {
        Instant end = Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        try (Pipeline pipeline = new Pipeline(stack, "obeys").createLogTable();
                ConnectWorkerProcess worker = worker(stack);
                Connection other = pipeline.connect();
                Statement statement = other.createStatement()) {
            // Given a source that follows a table
            pipeline.load(new SpendLogGenerator(3, ROWS, end, Duration.ofHours(2)).stream());
            worker.rest().put(pipeline.source(), pipeline.sourceConfig());
            worker.rest().awaitRunning(pipeline.source(), 1, LIMIT);
            await().atMost(LIMIT)
                    .until(() -> stack.topics().exists(pipeline.topic())
                            && stack.topics().count(pipeline.topic()) >= ROWS);

            // When somebody else locks it, so that the next query waits
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE \"LiteLLM_SpendLogs\" IN ACCESS EXCLUSIVE MODE");
            Thread.sleep(2_000);
            worker.rest().pause(pipeline.source());

            // Then
            await().atMost(SOON).until(() -> state(worker, pipeline), "PAUSED"::equals);
            worker.rest().resume(pipeline.source());
            await().atMost(SOON).until(() -> state(worker, pipeline), "RUNNING"::equals);
            Thread.sleep(1_000);
            worker.rest().stop(pipeline.source());
            await().atMost(SOON)
                    .until(() -> worker.rest().status(pipeline.source()).tasks().isEmpty());
            assertThat(worker.rest().status(pipeline.source()).state()).isEqualTo("STOPPED");

            // And when the lock is gone, it goes on
            other.rollback();
            worker.rest().resume(pipeline.source());
            worker.rest().awaitRunning(pipeline.source(), 1, LIMIT);
        }
    }

    private static String state(ConnectWorkerProcess worker, Pipeline pipeline) {
        return worker.rest().status(pipeline.source()).tasks().get(0).state();
    }

    private ConnectWorkerProcess worker(TestStack stack) {
        ConnectWorkerProcess worker = ConnectWorkerProcess.on(
                        stack.broker().bootstrapServers(), TestStack.modules(directory), directory.resolve("worker"))
                .group("obeys-worker")
                .heapMegabytes(512)
                .build();
        worker.start();
        return worker;
    }
}

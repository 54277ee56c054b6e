/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static io.affidavit.source.EventRows.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.EmbeddedServer.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server that goes away and comes back while it is read. */
class ServerRestartIT {

    private static final int ROWS = 2000;

    @TempDir
    Path directory;

    @Test
    void losesAndRepeatsNothingWhenTheServerRestarts() throws IOException {
        // Given a task in the middle of a table
        EmbeddedPostgres server = start(0);
        int port = server.getPort();
        try {
            Database database = new Database(port, "postgres");
            events(database, ROWS);
            Map<String, String> config = TaskHarness.config(database, "events", "at");
            config.put("source.page.rows", "20");
            config.put("source.manifest.topic", "manifests");
            try (TaskHarness harness = new TaskHarness(config).start(2)) {
                for (int restarts = 0; restarts < 2; restarts++) {
                    harness.pollUntil(rows -> rows.size() >= 300, Duration.ofSeconds(10));
                    // When
                    server.close();
                    harness.drain(Duration.ofSeconds(1));
                    server = start(port);
                }
                database.execute("INSERT INTO events VALUES ('new', now(), 'x')");
                harness.pollUntil(rows -> harness.keys().size() > ROWS, Duration.ofSeconds(20));
                harness.drain(Duration.ofSeconds(1));
                // Then
                assertThat(harness.delivered())
                        .filteredOn(record -> record.topic().equals("rows"))
                        .extracting(record -> record.key())
                        .hasSize(ROWS + 1)
                        .doesNotHaveDuplicates();
                assertThat(harness.delivered())
                        .filteredOn(record -> record.topic().equals("manifests"))
                        .extracting(record -> record.key())
                        .hasSizeGreaterThanOrEqualTo(66)
                        .doesNotHaveDuplicates();
            }
        } finally {
            server.close();
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60));
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }
}

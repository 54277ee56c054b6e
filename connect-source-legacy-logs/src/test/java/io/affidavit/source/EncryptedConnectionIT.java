/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static io.affidavit.source.EventRows.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.EmbeddedServer.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that come over TLS. */
class EncryptedConnectionIT {

    private static final int ROWS = 3000;

    @TempDir
    private Path directory;

    @Test
    void readsOverTlsFromAServerWhoseCertificateItHolds() throws Exception {
        // Given a server that shows a certificate
        SelfSigned localhost = new SelfSigned(directory);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", localhost.certificate().toString())
                .setServerConfig("ssl_key_file", localhost.key().toString())
                .setPGStartupWait(Duration.ofSeconds(60))
                .start()) {
            Database database = new Database(server.getPort(), "postgres");
            events(database, ROWS);
            Map<String, String> config = TaskHarness.config(database, "events", "at");
            config.put(
                    "source.url",
                    "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?sslmode=verify-full&sslrootcert="
                            + localhost.certificate());
            try (TaskHarness harness = new TaskHarness(config).start(1)) {
                // When
                harness.pollUntil(rows -> rows.size() == ROWS, Duration.ofSeconds(20));
                // Then
                assertThat(harness.keys()).hasSize(ROWS).doesNotHaveDuplicates();
                assertThat(encrypted(database)).isPositive();
            }
        }
    }

    private static int encrypted(Database database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_ssl WHERE ssl")) {
            row.next();
            return row.getInt(1);
        }
    }
}

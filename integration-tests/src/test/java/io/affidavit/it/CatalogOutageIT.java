/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.Load;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.FaultyProxy;
import io.affidavit.stack.LocalPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A catalog in PostgreSQL that cannot be reached for a while. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class CatalogOutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(Boolean.getBoolean("affidavit.long") ? 60 : 4);

    @Test
    void catalogOutOfReachOnlyDelaysTheArchive(TestStack stack) throws SQLException {
        createDatabase(stack.postgres(), "outofreach");
        try (FaultyProxy proxy = new FaultyProxy(stack.postgres().port());
                ArchivedTopic topic = over(stack, "outofreach", proxy.port())) {
            // Given
            topic.start(2);
            try (Load load = topic.load(200)) {
                topic.awaitArchived();

                // When
                proxy.cut();
                Map<Integer, Long> there = topic.ends();
                topic.assertRunsThroughout(2, OUTAGE);
                Map<Integer, Long> committed = topic.committed();
                proxy.restore();

                // Then
                committed.forEach((partition, offset) -> assertThat(offset).isLessThanOrEqualTo(there.get(partition)));
                topic.awaitArchived();
                assertThat(load.sent()).isGreaterThan(OUTAGE.toSeconds() * 100);
            }
            Completeness.assertEveryRecordOnce(topic);
            assertThat(stack.rest().status(topic.sink()).runs(2)).isTrue();
        }
    }

    @Test
    void partitionsChangeHandsWhileTheCatalogIsOutOfReach(TestStack stack) throws SQLException {
        createDatabase(stack.postgres(), "rebalanced");
        try (FaultyProxy proxy = new FaultyProxy(stack.postgres().port());
                ArchivedTopic topic = over(stack, "rebalanced", proxy.port())) {
            // Given
            topic.start(2);
            try (Load load = topic.load(200)) {
                topic.awaitArchived();

                // When
                proxy.cut();
                stack.topics().rebalance("connect-" + topic.sink(), topic.name());
                topic.assertRunsThroughout(2, OUTAGE);
                proxy.restore();

                // Then
                topic.awaitArchived();
                assertThat(load.sent()).isGreaterThan(OUTAGE.toSeconds() * 100);
            }
            Completeness.assertEveryRecordOnce(topic);
            assertThat(stack.rest().status(topic.sink()).runs(2)).isTrue();
        }
    }

    private static ArchivedTopic over(TestStack stack, String name, int port) {
        ArchivedTopic topic = new ArchivedTopic(stack, name, 2);
        return topic.without("archive.embedded.directory")
                .with("archive.commit.timeout", "1s")
                .with("iceberg.catalog.type", "jdbc")
                .with("iceberg.catalog.uri", "jdbc:postgresql://127.0.0.1:" + port + "/" + name)
                .with("iceberg.catalog.jdbc.user", LocalPostgres.USER)
                .with("iceberg.catalog.jdbc.schema-version", "V1")
                .with(
                        "iceberg.catalog.warehouse",
                        "file:" + topic.names().archiveDirectory().resolve("warehouse"));
    }

    private static void createDatabase(LocalPostgres postgres, String name) throws SQLException {
        try (Connection admin = postgres.connect();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
    }
}

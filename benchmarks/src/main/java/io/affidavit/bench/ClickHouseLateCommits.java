/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.source.ClickHouseLogsSourceConnector;
import io.affidavit.source.ClickHouseLogsSourceTask;
import io.affidavit.stack.ClickHouseProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A ClickHouse table of rows that got number and time from their writers some time before they are inserted. */
final class ClickHouseLateCommits implements LateCommitStore {

    private final AtomicLong numbers = new AtomicLong();
    private final ClickHouseProcess server;

    private ClickHouseLateCommits(ClickHouseProcess server) {
        this.server = server;
    }

    static LateCommitStore open(Path directory) {
        ClickHouseProcess server = ClickHouseProcess.start(directory);
        server.execute(
                "CREATE TABLE logs.late (id UInt64, at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY (at, id)"
                        + " SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1");
        return new ClickHouseLateCommits(server);
    }

    @Override
    public String name() {
        return "ClickHouse, writers' times";
    }

    @Override
    public List<LateCommitCursor> cursors() {
        return List.of(
                new MarkCursor(
                        "id > last",
                        "0",
                        mark -> query("SELECT id, id FROM logs.late WHERE id > " + mark + " ORDER BY id")),
                byTime("(time, id), no lag", 0),
                byTime("(time, id), lag 1 s", 1),
                byTime("(time, id), lag 5 s", 5),
                ours("Affidavit, by time", "at"),
                ours("Affidavit, by block", "_block_number"));
    }

    private LateCommitCursor byTime(String name, int lagSeconds) {
        return new MarkCursor(
                name,
                "(0, 0)",
                mark -> query("SELECT id, (toUnixTimestamp64Milli(at), id) AS place FROM logs.late WHERE place > "
                        + mark + " AND at < now64(3) - INTERVAL " + lagSeconds + " SECOND ORDER BY place"));
    }

    private List<MarkCursor.Seen> query(String sql) {
        return server.execute(sql)
                .lines()
                .map(line -> line.split("\t", 2))
                .map(cells -> new MarkCursor.Seen(cells[0], cells[1]))
                .toList();
    }

    private LateCommitCursor ours(String name, String cursor) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "bench");
        config.put("topic", "rows");
        config.put("source.url", server.uri().toString());
        config.put("source.user", ClickHouseProcess.USER);
        config.put("source.password", ClickHouseProcess.PASSWORD);
        config.put("source.database", "logs");
        config.put("source.table", "late");
        config.put("source.key.columns", "id");
        config.put("source.cursor.column", cursor);
        config.put("source.poll.interval", "50ms");
        // a clock two seconds behind, three of holding back, and what the machine takes for it
        config.put("source.lag", "8s");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        return new SourceTaskCursor(name, new ClickHouseLogsSourceConnector(), ClickHouseLogsSourceTask::new, config);
    }

    @Override
    public Writer writer(Duration clockAhead) {
        return new HeldWriter(
                numbers,
                clockAhead,
                rows -> server.execute("INSERT INTO logs.late VALUES "
                        + rows.stream()
                                .map(row -> "(" + row.id() + ", fromUnixTimestamp64Milli("
                                        + row.at().toEpochMilli() + ", 'UTC'))")
                                .collect(Collectors.joining(", "))));
    }

    @Override
    public Set<String> keys() {
        return server.execute("SELECT id FROM logs.late").lines().collect(Collectors.toSet());
    }

    @Override
    public void close() {
        server.close();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.source.PostgresLogsSourceConnector;
import io.affidavit.source.PostgresLogsSourceTask;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * One way of reading the table, in a process of its own: {@code ours|loop|debezium PORT ROWS TASKS}. Says on standard output
 * how long it took, what CPU and what heap.
 */
final class SourceProcess {

    private static final String HASH_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final int PAGE = 5000;

    private SourceProcess() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        int rows = Integer.parseInt(arguments[2]);
        int tasks = Integer.parseInt(arguments[3]);
        HeapWatch.start(left -> say("peak_heap", left));
        // a first pass, so that compilation is not measured
        read(arguments[0], port, rows, tasks);
        long begun = System.nanoTime();
        AtomicLong ended = new AtomicLong();
        double cpu = Cpu.process(() -> ended.set(read(arguments[0], port, rows, tasks)));
        say("micros", (ended.get() - begun) / 1000);
        say("cpu_micros", (long) (cpu * 1e6));
        say("completed", 1);
        System.exit(0);
    }

    /** Reads, and says when the last row came: what is waited for behind it is no work. */
    private static long read(String reader, int port, int rows, int tasks) throws Exception {
        return switch (reader) {
            case "ours" -> ours(port, rows, tasks);
            case "loop" -> loop(port, rows);
            case "debezium" -> poll(List.of(new PostgresConnectorTask()), List.of(debezium(port)), rows);
            default -> throw new IllegalArgumentException("Cannot read: name ours, loop or debezium.");
        };
    }

    private static long ours(int port, int rows, int tasks) throws Exception {
        Map<String, String> config = new HashMap<>();
        config.put("name", "bench");
        config.put("topic", "rows");
        config.put("source.url", url(port));
        config.put("source.user", "postgres");
        config.put("source.preset", "litellm");
        config.put("source.hash.key", HASH_KEY);
        PostgresLogsSourceConnector connector = new PostgresLogsSourceConnector();
        connector.start(config);
        List<SourceTask> started = new ArrayList<>();
        List<Map<String, String>> configs = connector.taskConfigs(tasks);
        for (int task = 0; task < tasks; task++) {
            started.add(new PostgresLogsSourceTask());
        }
        return poll(started, configs, rows);
    }

    private static Map<String, String> debezium(int port) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "bench");
        config.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        config.put("task.id", "0");
        config.put("topic.prefix", "bench");
        config.put("database.hostname", "127.0.0.1");
        config.put("database.port", Integer.toString(port));
        config.put("database.user", "postgres");
        config.put("database.password", "");
        config.put("database.dbname", "postgres");
        config.put("plugin.name", "pgoutput");
        config.put("snapshot.mode", "initial_only");
        config.put("table.include.list", "public." + SpendLogRows.TABLE);
        return config;
    }

    /** Polls each task on a thread of its own, as a worker does, until all rows came; says when the last did. */
    private static long poll(List<SourceTask> tasks, List<Map<String, String>> configs, int rows) throws Exception {
        AtomicLong left = new AtomicLong(rows);
        AtomicLong ended = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            SourceTask task = tasks.get(i);
            TaskContext context = new TaskContext(configs.get(i));
            Map<String, String> config = configs.get(i);
            Thread thread = new Thread(() -> {
                try {
                    task.initialize(context);
                    task.start(config);
                    while (left.get() > 0) {
                        List<SourceRecord> batch = task.poll();
                        if (batch != null && left.addAndGet(-batch.size()) <= 0) {
                            ended.compareAndSet(0, System.nanoTime());
                        }
                    }
                } catch (InterruptedException | RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                    left.set(0);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        tasks.forEach(SourceTask::stop);
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.get(0));
        }
        return ended.get();
    }

    /** What the driver gives at best: pages by row-value keyset, every column as text, nothing done with it. */
    private static long loop(int port, int rows) throws SQLException {
        String order = " ORDER BY \"startTime\", request_id LIMIT " + PAGE;
        String select = "SELECT * FROM \"" + SpendLogRows.TABLE + "\"";
        String after = select + " WHERE (\"startTime\", request_id) > (?::timestamp, ?)" + order;
        try (Connection connection = DriverManager.getConnection(url(port), "postgres", "");
                PreparedStatement statement = connection.prepareStatement(after)) {
            connection.setReadOnly(true);
            String time = "-infinity";
            String key = "";
            long read = 0;
            long chars = 0;
            while (read < rows) {
                statement.setString(1, time);
                statement.setString(2, key);
                try (ResultSet row = statement.executeQuery()) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (int column = 1; column <= columns; column++) {
                            String text = row.getString(column);
                            chars += text == null ? 0 : text.length();
                        }
                        time = row.getString(8);
                        key = row.getString(1);
                        read++;
                    }
                }
            }
            say("chars", chars);
            return System.nanoTime();
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private static void say(String key, long value) {
        System.out.println(key + " " + value);
    }
}

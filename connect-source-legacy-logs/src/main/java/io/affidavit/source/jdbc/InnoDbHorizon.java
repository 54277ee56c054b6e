/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.jdbc.WriterWatch.Session;
import io.affidavit.source.jdbc.WriterWatch.Transaction;
import io.affidavit.source.spi.MicroTime;
import io.affidavit.source.table.SafeBound;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The time before which no statement began that an open transaction of the server holds: a row whose time the database
 * sets cannot appear below it. Falls back to a lag where writers cannot be seen: the privilege {@code PROCESS} is
 * missing, or rows come from another server.
 *
 * <p>The server keeps its answer about transactions as long as it is asked more often than every 100 ms, by whomever, so
 * that an answer counts only if it holds our own question. Until then the bound stays where it was, and we ask seldom
 * and at odd times. A prepared transaction has no known beginning: while there is one, the bound stays
 * where it was before.
 */
final class InnoDbHorizon implements SafeBound {

    /** Covers the moment between a statement's start and its appearance among the running ones. */
    private static final long MARGIN_MICROS = 50_000;

    private static final Optional<String> REMEDY =
            Optional.of("Grant PROCESS to the user, and read from the primary, for an exact bound.");

    private static final int TRIES = 8;
    private static final int LEAST_PAUSE_MILLIS = 110;
    private static final int MOST_PAUSE_MILLIS = 400;
    private static final long BETWEEN_LOOKS_NANOS = 400_000_000;
    private static final int ACCESS_DENIED = 1227;
    private static final long QUARTER_HOUR = 900_000_000L;

    private static final String STATEMENTS = """
            SELECT timestampdiff(MICROSECOND, '1970-01-01', now(6)), ID, TIME_MS, COMMAND LIKE 'Slave%',
                   COMMAND = 'Sleep' AND USER <> 'system user' OR COMMAND = 'Daemon' OR COMMAND LIKE 'Binlog Dump%'
                   OR ID = connection_id(),
                   (SELECT max(VARIABLE_VALUE) = 'ON' FROM information_schema.GLOBAL_VARIABLES WHERE VARIABLE_NAME = 'WSREP_ON')
              FROM information_schema.PROCESSLIST""";

    private final MariaDbClock fallback;
    private final long lagMicros;
    private final Consumer<Optional<String>> fallbackListener;
    private Connection watched;
    private WriterWatch watch;
    private long last = MicroTime.NEGATIVE_INFINITY;
    private long asked;
    private long lookedAt;
    private final RandomGenerator pauses = RandomGenerator.getDefault();

    /** What the server said of its transactions. */
    private record Transactions(Map<Long, Transaction> writers, List<Long> readers, boolean prepared) {}

    /** @param fallbackListener told at every answer what would help where the lag was used, else nothing */
    InnoDbHorizon(MariaDbClock fallback, Duration lag, Consumer<Optional<String>> fallbackListener) {
        this.fallback = fallback;
        this.lagMicros = lag.toNanos() / 1000;
        this.watch = new WriterWatch(lagMicros);
        this.fallbackListener = fallbackListener;
    }

    /** Whether writers can be seen at all. */
    static boolean isVisible(Connection session) throws SQLException {
        return new InnoDbHorizon(new MariaDbClock(Duration.ZERO), Duration.ZERO, remedy -> {})
                .look(session)
                .isPresent();
    }

    @Override
    public long find(Connection session) throws SQLException {
        if (session != watched) {
            // perhaps another server, whose sessions have other histories
            watch = new WriterWatch(lagMicros);
            watched = session;
        } else if (last != MicroTime.NEGATIVE_INFINITY && System.nanoTime() - lookedAt < BETWEEN_LOOKS_NANOS) {
            return last;
        }
        OptionalLong seen = look(session);
        lookedAt = System.nanoTime();
        fallbackListener.accept(seen.isEmpty() ? REMEDY : Optional.empty());
        return seen.isPresent() ? seen.getAsLong() : fallback.find(session);
    }

    private OptionalLong look(Connection session) throws SQLException {
        Map<Long, Long> statements = new HashMap<>();
        long now = MicroTime.NEGATIVE_INFINITY;
        session.commit();
        try (Statement statement = session.createStatement()) {
            try (ResultSet row = statement.executeQuery(STATEMENTS)) {
                while (row.next()) {
                    now = row.getLong(1);
                    if (row.getBoolean(4) || row.getBoolean(6)) {
                        return OptionalLong.empty();
                    }
                    if (!row.getBoolean(5)) {
                        statements.put(row.getLong(2), now - (long) (row.getDouble(3) * 1000));
                    }
                }
            }
            Optional<Transactions> transactions = transactions(statement, now);
            session.commit();
            if (transactions.isPresent()) {
                return OptionalLong.of(bound(now, statements, transactions.get()));
            }
            return last == MicroTime.NEGATIVE_INFINITY ? OptionalLong.empty() : OptionalLong.of(last);
        } catch (SQLException e) {
            if (e.getErrorCode() == ACCESS_DENIED) {
                session.rollback();
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    private long bound(long now, Map<Long, Long> statements, Transactions transactions) {
        List<Session> sessions = new ArrayList<>();
        transactions.readers().forEach(statements::remove);
        transactions
                .writers()
                .forEach((id, transaction) -> sessions.add(new Session(id, since(statements.remove(id)), transaction)));
        statements.forEach((id, since) -> sessions.add(new Session(id, OptionalLong.of(since), null)));
        long bound = watch.look(now, sessions) - MARGIN_MICROS;
        if (transactions.prepared()) {
            return last == MicroTime.NEGATIVE_INFINITY ? bound - lagMicros : last;
        }
        last = Math.max(last, bound);
        return last;
    }

    private static OptionalLong since(Long micros) {
        return micros == null ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    /** Open transactions that may write, by session; empty where the server does not tell, or repeats itself. */
    private Optional<Transactions> transactions(Statement statement, long now) throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            // puts this very question among the transactions
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            String question = "affidavit-" + asked++;
            try (ResultSet row = statement.executeQuery(transactionsSql(question))) {
                Optional<Transactions> answer = transactions(row, now);
                if (answer.isPresent()) {
                    return answer;
                }
            }
            pause();
        }
        return Optional.empty();
    }

    /** Holds a text that no other question holds: the server shows it in our own statement. */
    private static String transactionsSql(String question) {
        return "SELECT trx_id, timestampdiff(MICROSECOND, '1970-01-01', trx_started), trx_mysql_thread_id, "
                + "trx_is_read_only OR trx_autocommit_non_locking, trx_mysql_thread_id = connection_id(), "
                + "coalesce(locate('" + question + "', trx_query), 0) FROM information_schema.INNODB_TRX";
    }

    private static Optional<Transactions> transactions(ResultSet row, long now) throws SQLException {
        Map<Long, Transaction> writers = new HashMap<>();
        List<Long> readers = new ArrayList<>();
        boolean fresh = false;
        boolean prepared = false;
        long offset = 0;
        while (row.next()) {
            long id = row.getLong(3);
            if (row.getBoolean(5)) {
                fresh = row.getInt(6) > 0;
                // the view is in the server's time zone
                offset = Math.round((row.getLong(2) - now) / (double) QUARTER_HOUR) * QUARTER_HOUR;
            } else if (row.getBoolean(4)) {
                readers.add(id);
            } else {
                prepared |= id == 0;
                writers.put(id, new Transaction(row.getLong(1), row.getLong(2)));
            }
        }
        if (!fresh) {
            return Optional.empty();
        }
        long zone = offset;
        writers.replaceAll((id, writer) -> new Transaction(writer.id(), writer.started() - zone));
        return Optional.of(new Transactions(writers, readers, prepared));
    }

    private void pause() throws SQLException {
        try {
            Thread.sleep(pauses.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "57014");
        }
    }
}

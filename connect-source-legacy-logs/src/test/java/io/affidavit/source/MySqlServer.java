/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.stack.MySqlProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real MySQL, one server per test run, and a fresh database for every parameter of type {@link InnoDbDatabase}. The
 * system property {@code affidavit.mysql.program} names its program; without it, and without MySQL's driver, its tests
 * are left out.
 */
public final class MySqlServer implements ParameterResolver, ExecutionCondition {

    private static final String PROGRAM = "affidavit.mysql.program";
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(MySqlServer.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return System.getProperty(PROGRAM) != null
                ? ConditionEvaluationResult.enabled("MySQL is there")
                : ConditionEvaluationResult.disabled("MySQL is not there: set " + PROGRAM);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == InnoDbDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new Database(context.getRoot()
                .getStore(SPACE)
                .computeIfAbsent("server", key -> start(), InnoDbServer.class)
                .fresh());
    }

    private static InnoDbServer start() {
        InnoDbServer server =
                InnoDbServer.start(directory -> new MySqlProcess(Path.of(System.getProperty(PROGRAM)), directory));
        // an old server comes with a user of any name
        server.system().execute("DELETE FROM user WHERE user = ''", "FLUSH PRIVILEGES");
        return server;
    }

    /** A database of the server. Tables of numbers, {@code seq_1_to_N}, which only MariaDB has, are made when they are named. */
    private record Database(InnoDbDatabase plain) implements InnoDbDatabase {

        private static final Pattern NUMBERS = Pattern.compile("seq_1_to_(\\d+)");

        @Override
        public String url() {
            return plain.url();
        }

        @Override
        public Connection connect() throws SQLException {
            return plain.connect();
        }

        @Override
        public void kill() {
            plain.kill();
        }

        @Override
        public void stop() {
            plain.stop();
        }

        @Override
        public void start() {
            plain.start();
        }

        @Override
        public void execute(String... statements) {
            NUMBERS.matcher(String.join(";", statements))
                    .results()
                    .forEach(table -> number(table.group(), Integer.parseInt(table.group(1))));
            plain.execute(statements);
        }

        private void number(String table, int last) {
            String values = IntStream.rangeClosed(1, last)
                    .mapToObj(number -> "(" + number + ")")
                    .reduce((before, number) -> before + "," + number)
                    .orElseThrow();
            plain.execute(
                    "CREATE TABLE IF NOT EXISTS " + table + " (seq int PRIMARY KEY)",
                    "REPLACE INTO " + table + " VALUES " + values);
        }
    }
}

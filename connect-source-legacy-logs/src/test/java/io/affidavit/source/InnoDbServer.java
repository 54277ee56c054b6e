/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.stack.InnoDbProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** The one server of a test run, in a directory of its own. */
record InnoDbServer(InnoDbProcess process, Path directory, AtomicInteger databases) implements AutoCloseable {

    /** @param prepared makes a server in a directory */
    static InnoDbServer start(Function<Path, InnoDbProcess> prepared) {
        try {
            // of a short name, for that of the socket in it may not be long
            Path directory = Files.createTempDirectory("affidavit-innodb");
            InnoDbProcess process = prepared.apply(directory);
            process.start();
            return new InnoDbServer(process, directory, new AtomicInteger());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database of the server's own tables. */
    InnoDbDatabase system() {
        return new Database(process, "mysql");
    }

    InnoDbDatabase fresh() {
        String name = "test_" + databases.incrementAndGet();
        system().execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        return new Database(process, name);
    }

    @Override
    public void close() throws IOException {
        process.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    private record Database(InnoDbProcess server, String name) implements InnoDbDatabase {

        @Override
        public String url() {
            return server.jdbcUrl(name);
        }

        @Override
        public Connection connect() throws SQLException {
            return server.connect(name);
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public void stop() {
            server.stop();
        }

        @Override
        public void start() {
            server.start();
        }
    }
}

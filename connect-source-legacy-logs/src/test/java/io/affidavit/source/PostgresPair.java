/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.EmbeddedServer.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A primary and a hot standby of it, made by a cold copy of its files. Commits wait for the standby, so that what was committed,
 * and what others could see, is there when the primary is gone.
 */
final class PostgresPair implements AutoCloseable {

    private static final String STANDBY = "standby";

    private final Path directory;
    private final EmbeddedPostgres primary;
    private final int standbyPort;
    private final Process standby;

    private PostgresPair(Path directory, EmbeddedPostgres primary, int standbyPort, Process standby) {
        this.directory = directory;
        this.primary = primary;
        this.standbyPort = standbyPort;
        this.standby = standby;
    }

    static PostgresPair start(Path directory) throws IOException, InterruptedException {
        EmbeddedPostgres first = server(directory, 0).start();
        int port = first.getPort();
        first.close();
        copy(directory.resolve("primary"), directory.resolve(STANDBY));
        Files.deleteIfExists(directory.resolve(STANDBY).resolve("postmaster.pid"));
        Files.createFile(directory.resolve(STANDBY).resolve("standby.signal"));
        Files.writeString(
                directory.resolve(STANDBY).resolve("postgresql.auto.conf"),
                "\nprimary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres application_name=" + STANDBY
                        + "'\n",
                StandardOpenOption.APPEND);
        EmbeddedPostgres primary = server(directory, port)
                .setServerConfig("synchronous_standby_names", STANDBY)
                // the test server's own default is off
                .setServerConfig("synchronous_commit", "on")
                .start();
        int standbyPort = freePort();
        PostgresPair pair = new PostgresPair(
                directory, primary, standbyPort, standby(directory, postmaster(directory, "primary"), standbyPort));
        pair.awaitStandby();
        return pair;
    }

    private static EmbeddedPostgres.Builder server(Path directory, int port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("primary"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60));
        return port == 0 ? builder : builder.setPort(port);
    }

    /** Root may run the server only in a namespace of users of its own, as the primary's start does it. */
    private static Process standby(Path directory, ProcessHandle running, int port) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                running.info().command().orElseThrow(),
                "-D",
                directory.resolve(STANDBY).toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                // at least as many as the primary, or it does not follow
                "-c",
                "max_connections=500"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("standby.log").toFile())
                .start();
    }

    private static ProcessHandle postmaster(Path directory, String server) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(directory.resolve(server).resolve("postmaster.pid"))
                .get(0)
                .trim());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private void awaitStandby() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!streams()) {
            if (System.nanoTime() > deadline || !standby.isAlive()) {
                throw new IllegalStateException(
                        "The standby does not follow: " + Files.readString(directory.resolve("standby.log")));
            }
            Thread.sleep(100);
        }
    }

    private boolean streams() {
        try (var connection = primary().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming'")) {
            row.next();
            return row.getInt(1) == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    Database primary() {
        return new Database(primary.getPort(), "postgres");
    }

    Database standby() {
        return new Database(standbyPort, "postgres");
    }

    /** The address of whichever of the two is the primary. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + primary.getPort() + ",127.0.0.1:" + standbyPort
                + "/postgres?targetServerType=primary";
    }

    /** Sends the standby nothing until {@link #sendOn}; commits of the primary that wait for it do not end. */
    void sendNothing() throws SQLException, IOException, InterruptedException {
        signal("-STOP", sender());
    }

    void sendOn() throws SQLException, IOException, InterruptedException {
        signal("-CONT", sender());
    }

    private long sender() throws SQLException {
        try (var connection = primary().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pid FROM pg_stat_replication")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
    }

    /** Ends all processes of the primary at once, as a machine does that loses its power. */
    void losePrimary() throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster(directory, "primary");
        // held, so that none of its sessions outlives another and shows what the standby has not got
        signal("-STOP", postmaster.pid());
        postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    void promote() {
        standby().execute("SELECT pg_promote(true, 60)");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        standby.descendants().forEach(ProcessHandle::destroyForcibly);
        standby.destroyForcibly();
        try {
            primary.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

import io.affidavit.examples.ArchiveView;
import io.affidavit.examples.CommandLine;
import io.affidavit.examples.ConnectorConfig;
import io.affidavit.examples.Console;
import io.affidavit.examples.Options;
import io.affidavit.examples.Stack;
import io.affidavit.stack.LocalPostgres;
import io.affidavit.stack.StackException;
import io.affidavit.stack.litellm.SpendLogGenerator;
import io.affidavit.stack.litellm.SpendLogTable;
import io.affidavit.stack.rest.ConnectRest;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The steps of the quickstart, in order. */
final class MainJob {
    private static final String EXAMPLE = "quickstart";
    private static final String SOURCE = "ai-logs";
    private static final String SINK = "evidence-archive";
    private static final String SECRETS = "secrets.properties";
    private static final Duration SPAN = Duration.ofHours(36);
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    /** No progress for so long means that something is stuck. */
    private static final Duration STALL_LIMIT = Duration.ofMinutes(2);

    private final Options options;
    private final Stack stack;
    private final Console console;
    private final SpendLogGenerator generator;

    MainJob(Options options, Stack stack, Console console) {
        this.options = options;
        this.stack = stack;
        this.console = console;
        // an hour back: the source waits until rows are older than the writer's longest delay
        Instant end = Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);
        this.generator = new SpendLogGenerator(options.seed(), options.rows(), end, SPAN);
    }

    /** Runs to the end; true, since whatever goes wrong is thrown. */
    boolean run() {
        console.title("Starting real components on this machine");
        CompletableFuture<Void> database = CompletableFuture.runAsync(() -> {
            console.step("PostgreSQL 18", stack::startPostgres);
            console.step("Log table with " + grouped(options.rows()) + " rows", this::load);
        });
        console.step("Kafka broker", stack::startBroker);
        console.step("Connect worker with the packaged plugins", stack::startWorker);
        CommandLine affidavit = console.step("Command line and signing key", this::makeKeys);
        await(database);

        console.title("From log rows to governed events to the archive");
        Map<String, String> places = places();
        Map<String, String> source = ConnectorConfig.read(EXAMPLE, "source", places);
        Map<String, String> sink = ConnectorConfig.read(EXAMPLE, "sink", places);
        Duration flow = archiveAll(source, sink);

        prove(affidavit, source, sink);
        show(sink);
        summary(flow);
        tryNext(affidavit);
        if (options.keep()) {
            waitForTheUser();
        }
        return true;
    }

    private static void await(CompletableFuture<Void> step) {
        try {
            step.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private long load() {
        try (Connection connection = stack.postgres().connect()) {
            SpendLogTable.create(connection);
            return SpendLogTable.load(connection, generator.stream());
        } catch (SQLException | IOException e) {
            throw new StackException("Cannot load the log table", e);
        }
    }

    /** Makes a signing key, and writes the secrets that the configs refer to. */
    private CommandLine makeKeys() {
        CommandLine affidavit = stack.makeKeys();
        byte[] hashKey = new byte[32];
        new SecureRandom().nextBytes(hashKey);
        stack.write(
                SECRETS,
                "database.password=unused\nhash.key=" + Base64.getEncoder().encodeToString(hashKey) + "\n");
        return affidavit;
    }

    /** Registers both connectors and waits until every row is archived; returns how long that took. */
    private Duration archiveAll(Map<String, String> source, Map<String, String> sink) {
        ConnectRest rest = stack.worker().rest();
        Instant begin = Instant.now();
        rest.put(SINK, sink);
        rest.put(SOURCE, source);
        rest.awaitRunning(SOURCE, 1, START_LIMIT);
        rest.awaitRunning(SINK, 1, START_LIMIT);
        try (ArchiveView archive = new ArchiveView(sink)) {
            return new Progress(console, rest, archive, options.rows()).await(SOURCE, SINK, begin, STALL_LIMIT);
        }
    }

    private void prove(CommandLine affidavit, Map<String, String> source, Map<String, String> sink) {
        String sourceFile =
                stack.write("source.json", ConnectorConfig.json(source)).toString();
        String sinkFile = stack.write("sink.json", ConnectorConfig.json(sink)).toString();
        String table = sink.get("archive.table");
        console.title("Proof: source, topic and archive agree (affidavit reconcile)");
        affidavit.run(
                console::line,
                "reconcile",
                "--source-config",
                sourceFile,
                "--bootstrap",
                stack.broker().bootstrapServers(),
                "--table",
                table,
                "--catalog-properties",
                sinkFile);
        console.title("Proof: nothing in the archive was altered (affidavit verify)");
        String trust = stack.keys().resolve("trusted-keys.pem").toString();
        affidavit.run(console::line, "verify", "--table", table, "--catalog-properties", sinkFile, "--trust", trust);
        console.title("What the archive holds (affidavit inspect)");
        affidavit.run(console::line, "inspect", "--table", table, "--catalog-properties", sinkFile);
    }

    private void show(Map<String, String> sink) {
        String held = generator.row(0).requestId();
        console.title("One record before: a row of " + SpendLogTable.NAME);
        BeforeAndAfter.row(stack.postgres(), held).forEach(console::line);
        console.title("and after: the archived event");
        try (ArchiveView archive = new ArchiveView(sink)) {
            BeforeAndAfter.event(archive.eventOf(held).orElseThrow()).forEach(console::line);
        }
    }

    private void summary(Duration flow) {
        console.title("Figures");
        double seconds = flow.toMillis() / 1000.0;
        console.line(String.format(
                Locale.ROOT,
                "  %,d rows in %.1f s from registration to the last commit: %,.0f rows/s through source, chain and sink",
                options.rows(),
                seconds,
                options.rows() / seconds));
        stack.worker()
                .peakMemoryBytes()
                .ifPresent(peak -> console.line(
                        String.format(Locale.ROOT, "  %,d MiB peak memory of the Connect worker", peak >> 20)));
        console.line(
                String.format(Locale.ROOT, "  %.1f s in all", console.elapsed().toMillis() / 1000.0));
    }

    private void tryNext(CommandLine affidavit) {
        console.title("What to try next");
        if (options.keep()) {
            String directory = stack.directory().toString();
            String command = affidavit.launcher().toString();
            String table = "--table governance.events --catalog-properties " + directory + "/sink.json";
            console.line("  Flip a byte of a file in " + stack.archive().resolve("warehouse") + ", then");
            console.line("    " + command + " verify " + table + " --trust "
                    + stack.keys().resolve("trusted-keys.pem"));
            console.line("  Add a row to the log table, wait for the lag of the source to pass, then");
            console.line("    " + command + " reconcile " + table + " --source-config " + directory
                    + "/source.json --bootstrap " + stack.broker().bootstrapServers());
        } else {
            console.line("  examples/quickstart/run --keep          leave everything running and look around");
            console.line("  examples/quickstart/run --rows 500000   more rows");
        }
        console.line("  examples/quickstart/connectors          the two configs that ran");
        console.line("  docs/configuration                      every key");
    }

    private void waitForTheUser() {
        console.untilCtrlC(List.of(
                "  Connect     " + stack.worker().uri() + "/connectors",
                "  Kafka       " + stack.broker().bootstrapServers(),
                "  PostgreSQL  " + stack.postgres().jdbcUrl("postgres") + "?user=" + LocalPostgres.USER,
                "  Archive     " + stack.archive(),
                "  Files       " + stack.directory()));
    }

    private Map<String, String> places() {
        return Map.of(
                "JDBC_URL", stack.postgres().jdbcUrl("postgres"),
                "SECRETS", stack.directory().resolve(SECRETS).toString(),
                "ARCHIVE", stack.archive().toString(),
                "SIGNING_KEY", stack.keys().resolve("signing-key.pem").toString());
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

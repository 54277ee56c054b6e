/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit;

import io.affidavit.examples.ArchiveView;
import io.affidavit.examples.CommandLine;
import io.affidavit.examples.ConnectorConfig;
import io.affidavit.examples.Console;
import io.affidavit.examples.Options;
import io.affidavit.examples.Stack;
import io.affidavit.examples.credit.report.Evidence;
import io.affidavit.examples.credit.report.Report;
import io.affidavit.examples.credit.report.Words;
import io.affidavit.examples.credit.stream.Decision;
import io.affidavit.examples.credit.stream.DecisionStream;
import io.affidavit.examples.credit.truth.PlainCounts;
import io.affidavit.examples.credit.truth.Verdict;
import io.affidavit.examples.credit.watch.IncidentFeed;
import io.affidavit.examples.credit.watch.Receiver;
import io.affidavit.examples.credit.watch.Sender;
import io.affidavit.examples.credit.watch.Topics;
import io.affidavit.stack.Runtimes;
import io.affidavit.stack.rest.ConnectRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The steps of the credit monitor, in order. */
final class CreditJob {
    static final String MONITOR = "credit-monitor";
    static final String WEBHOOK = "credit-webhook";
    static final String ARCHIVE = "credit-archive";
    static final String EVENTS = "ai.governance.events";
    static final String INCIDENTS = "ai.governance.incidents";
    static final String METRICS = "ai.governance.metrics";

    private static final String EXAMPLE = "credit-monitor";
    private static final String SECRETS = "secrets.properties";
    private static final int PARTITIONS = 4;
    private static final int TASKS = 2;
    /** The week passes in so long: some six hours a second. */
    private static final Duration PLAYED_IN = Duration.ofSeconds(30);

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final Options options;
    private final Stack stack;
    private final Console console;
    private final Clock clock;

    CreditJob(Options options, Stack stack, Console console, Clock clock) {
        this.options = options;
        this.stack = stack;
        this.console = console;
        this.clock = clock;
    }

    /** Runs to the end; false if a fault was not found in time, or something was raised that is none. */
    boolean run() {
        console.title("Starting real components on this machine");
        console.step("Kafka broker", stack::startBroker);
        console.step("Connect worker with the packaged plugins", stack::startWorker);
        CommandLine affidavit = console.step("Command line and signing key", stack::makeKeys);
        List<Decision> decisions = console.step(
                String.format(Locale.ROOT, "%,d decisions, seed %d", options.rows(), options.seed()),
                () -> new DecisionStream(options.seed(), options.rows()).decisions());
        String bootstrap = stack.broker().bootstrapServers();
        Sender sender = new Sender(bootstrap, EVENTS, clock);
        Announcer announcer = new Announcer(console, sender);
        String authorization = "Bearer " + secret();
        try (Receiver receiver = new Receiver(authorization, announcer::posted);
                Topics topics = new Topics(bootstrap)) {
            writeSecrets(receiver, authorization);
            Map<String, String> archiveConfig = console.step("Monitor, webhook and archive", () -> register(topics));
            try (IncidentFeed feed = new IncidentFeed(
                            bootstrap, INCIDENTS, topics.partitions(INCIDENTS), clock, announcer::told);
                    ArchiveView archive = new ArchiveView(archiveConfig)) {
                feed.start();
                ConnectRest rest = stack.worker().rest();
                Flow flow = new Flow(console, rest, topics, bootstrap, sender, feed, receiver, archive);
                console.title("A week of decisions in " + PLAYED_IN.toSeconds()
                        + " s: incidents as they arise, times of the week first");
                flow.play(decisions, PLAYED_IN);
                console.step(
                        "Decisions, figures and incidents in the archive", () -> flow.awaitArchive(decisions.size()));
                Verdict verdict = Verdict.of(new PlainCounts(decisions), feed.first());
                verify(affidavit, archiveConfig);
                Path report = report(archive, verdict, feed);
                new Summary(console, sender).tell(verdict);
                close(verdict, report);
                return verdict.complaints().isEmpty();
            }
        }
    }

    /** Registers the three connectors; returns the config of the archive, which says where the table is. */
    private Map<String, String> register(Topics topics) {
        Map<String, String> places = Map.of(
                "BOOTSTRAP", stack.broker().bootstrapServers(),
                "EXAMPLE", directory().toString(),
                "SECRETS", stack.directory().resolve(SECRETS).toString(),
                "ARCHIVE", stack.archive().toString(),
                "SIGNING_KEY", stack.keys().resolve("signing-key.pem").toString());
        ConnectRest rest = stack.worker().rest();
        topics.create(EVENTS, PARTITIONS);
        // first the monitor, because it makes the topics of incidents and figures
        rest.put(MONITOR, ConnectorConfig.read(EXAMPLE, "monitor", places));
        rest.awaitRunning(MONITOR, TASKS, START_LIMIT);
        Map<String, String> archive = ConnectorConfig.read(EXAMPLE, "archive", places);
        rest.put(WEBHOOK, ConnectorConfig.read(EXAMPLE, "webhook", places));
        rest.put(ARCHIVE, archive);
        rest.awaitRunning(WEBHOOK, 1, START_LIMIT);
        rest.awaitRunning(ARCHIVE, TASKS, START_LIMIT);
        return archive;
    }

    private void verify(CommandLine affidavit, Map<String, String> archiveConfig) {
        console.title("Proof: nothing in the archive was altered (affidavit verify)");
        String properties =
                stack.write("archive.json", ConnectorConfig.json(archiveConfig)).toString();
        String trust = stack.keys().resolve("trusted-keys.pem").toString();
        affidavit.run(
                console::line,
                "verify",
                "--table",
                archiveConfig.get("archive.table"),
                "--catalog-properties",
                properties,
                "--trust",
                trust);
    }

    private Path report(ArchiveView archive, Verdict verdict, IncidentFeed feed) {
        Evidence evidence = Evidence.read(archive.table().orElseThrow());
        String html = new Report(options.rows(), options.seed(), evidence, verdict, feed.first(), feed.latest()).html();
        Path file = directory().resolve("target").resolve("report.html");
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, html);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private void close(Verdict verdict, Path report) {
        console.title("Figures");
        stack.worker()
                .peakMemoryBytes()
                .ifPresent(peak -> console.line(
                        String.format(Locale.ROOT, "  %,d MiB peak memory of the Connect worker", peak >> 20)));
        console.line("  " + Words.seconds(console.elapsed()) + " in all");
        console.line("  Report: " + report);
        verdict.complaints().forEach(complaint -> console.line("  WRONG: " + complaint));
        console.title("What to try next");
        console.line("  examples/credit-monitor/monitors.yml   the policy document that ran: copy it");
        console.line("  examples/credit-monitor/connectors     the three configs that ran");
        console.line("  docs/credit-monitor.md                 what is planted, what is found, and what cannot be");
        if (options.keep()) {
            console.untilCtrlC(List.of(
                    "  Connect     " + stack.worker().uri() + "/connectors",
                    "  Kafka       " + stack.broker().bootstrapServers(),
                    "  Archive     " + stack.archive(),
                    "  Files       " + stack.directory()));
        }
    }

    private static Path directory() {
        return Runtimes.home().resolve("examples").resolve(EXAMPLE);
    }

    private void writeSecrets(Receiver receiver, String authorization) {
        stack.write(
                SECRETS,
                "webhook.url=" + receiver.uri() + "\nwebhook.authorization=" + authorization + "\nhash.key=" + secret()
                        + "\n");
    }

    private static String secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit;

import io.affidavit.examples.ArchiveView;
import io.affidavit.examples.Console;
import io.affidavit.examples.credit.stream.Decision;
import io.affidavit.examples.credit.watch.IncidentFeed;
import io.affidavit.examples.credit.watch.Receiver;
import io.affidavit.examples.credit.watch.RecordCount;
import io.affidavit.examples.credit.watch.Sender;
import io.affidavit.examples.credit.watch.Told;
import io.affidavit.examples.credit.watch.Topics;
import io.affidavit.stack.StackException;
import io.affidavit.stack.rest.ConnectRest;
import io.affidavit.stack.rest.ConnectorStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Plays the week, reports on it, and waits until everybody has dealt with all of it. */
final class Flow {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration REPORT = Duration.ofSeconds(5);
    /** No progress for so long means that something is stuck. */
    private static final Duration STALL_LIMIT = Duration.ofMinutes(2);

    private final Console console;
    private final ConnectRest rest;
    private final Topics topics;
    private final String bootstrap;
    private final Sender sender;
    private final IncidentFeed feed;
    private final Receiver receiver;
    private final ArchiveView archive;
    private Instant reported = Instant.EPOCH;
    private long progress;
    private Instant moved = Instant.now();

    Flow(
            Console console,
            ConnectRest rest,
            Topics topics,
            String bootstrap,
            Sender sender,
            IncidentFeed feed,
            Receiver receiver,
            ArchiveView archive) {
        this.console = console;
        this.rest = rest;
        this.topics = topics;
        this.bootstrap = bootstrap;
        this.sender = sender;
        this.feed = feed;
        this.receiver = receiver;
        this.archive = archive;
    }

    /** Sends all decisions in about that time; returns when the monitor has watched them and its findings are told. */
    void play(List<Decision> decisions, Duration time) {
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sender.send(decisions, time));
        await("the monitor", decisions.size(), () -> sending.isDone() && watched() >= decisions.size());
        finish(sending);
        Map<TopicPartition, Long> ends = topics.ends(CreditJob.INCIDENTS);
        await("the incidents", decisions.size(), () -> feed.heardUpTo(ends));
        await("the webhook", decisions.size(), this::allPosted);
    }

    /** Waits until decisions, figures and every version of the incidents are in the archive; returns how many rows that is. */
    long awaitArchive(int decisions) {
        long rows = decisions
                + RecordCount.upTo(topics.ends(CreditJob.METRICS), bootstrap)
                + RecordCount.upTo(topics.ends(CreditJob.INCIDENTS), bootstrap);
        await("the archive", decisions, () -> archive.rows() >= rows);
        return rows;
    }

    /** Whether the receiver heard of all incidents. */
    private boolean allPosted() {
        Set<String> posted =
                receiver.messages().stream().map(Receiver.Message::id).collect(Collectors.toSet());
        return feed.first().stream().map(Told::incident).allMatch(incident -> posted.contains(incident.id()));
    }

    private long watched() {
        return topics.done(CreditJob.MONITOR, CreditJob.EVENTS);
    }

    private void await(String what, int all, BooleanSupplier done) {
        moved = Instant.now();
        while (!done.getAsBoolean()) {
            sleep();
            Instant now = Instant.now();
            if (Duration.between(reported, now).compareTo(REPORT) >= 0) {
                reported = now;
                report(all, now);
            }
            if (Duration.between(moved, now).compareTo(STALL_LIMIT) > 0) {
                throw new StackException("nothing moved for " + STALL_LIMIT.toSeconds() + " s while waiting for " + what
                        + ". Monitor: "
                        + rest.status(CreditJob.MONITOR) + ", webhook: " + rest.status(CreditJob.WEBHOOK)
                        + ", archive: " + rest.status(CreditJob.ARCHIVE));
            }
        }
    }

    private void report(int all, Instant now) {
        List.of(CreditJob.MONITOR, CreditJob.WEBHOOK, CreditJob.ARCHIVE).forEach(this::failFast);
        long watched = watched();
        long archived = archive.rows();
        long posted = receiver.messages().size();
        if (progress != watched + archived + posted + sender.sent()) {
            progress = watched + archived + posted + sender.sent();
            moved = now;
        }
        console.progress(
                all,
                watched,
                String.format(
                        Locale.ROOT,
                        "sent %,d   watched %,d   archived %,d   incidents %d, %d open",
                        sender.sent(),
                        watched,
                        archived,
                        feed.first().size(),
                        feed.open()));
    }

    private void failFast(String connector) {
        ConnectorStatus status = rest.status(connector);
        if (status.failed()) {
            throw new StackException("connector " + connector + " failed: " + status.firstTrace());
        }
    }

    private static void finish(CompletableFuture<Void> sending) {
        try {
            sending.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while the week was played", e);
        }
    }
}

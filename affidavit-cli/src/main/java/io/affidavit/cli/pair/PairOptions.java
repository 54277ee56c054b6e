/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.pair;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.topic.TopicReader;
import io.affidavit.core.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The options that say which events to pair. */
public final class PairOptions {

    private static final long EVENTS_IN_MEMORY = 1_000_000;

    @Option(names = "--live-topic", paramLabel = "NAME", description = "Topic of events, as live producers send them.")
    private String liveTopic;

    @Option(
            names = "--migrated-topic",
            paramLabel = "NAME",
            description = "Topic of events read from their logs. The default is the same topic:"
                    + " source.migrated tells which is which.")
    private String migratedTopic;

    @Option(
            names = "--pair-from",
            paramLabel = "TIME",
            description = "Pair events from this time on, such as 2026-01-02T00:00:00Z: when live sending began.")
    private String from;

    @Option(
            names = "--pair-until",
            paramLabel = "TIME",
            description = "Pair events before this time: some minutes ago, that both paths have had time to deliver.")
    private String until;

    @Option(
            names = "--pair-window",
            defaultValue = "1h",
            paramLabel = "DURATION",
            description = "Stretch of event time that is paired at once (default: ${DEFAULT-VALUE}).")
    private String window;

    /** Filled in by picocli. */
    public PairOptions() {}

    /** Whether pairing was asked for. */
    public boolean isGiven() {
        return liveTopic != null;
    }

    /**
     * Pairs the events of the topics.
     *
     * @param maxOrphans most orphans to name
     */
    public Pairing pair(TopicReader reader, int maxOrphans) {
        if (liveTopic == null) {
            throw new Failure("Cannot pair events: no topic is named. Give --live-topic.");
        }
        Set<String> others =
                migratedTopic == null || migratedTopic.equals(liveTopic) ? Set.of() : Set.of(migratedTopic);
        EventReader events = each -> reader.read(liveTopic, others, record -> {
            if (record.value() != null) {
                show(record.value(), each);
            }
        });
        return new Pairer(
                        events,
                        window().toMillis(),
                        time("--pair-from", from, Long.MIN_VALUE),
                        time("--pair-until", until, Long.MAX_VALUE),
                        EVENTS_IN_MEMORY,
                        Math.max(0, maxOrphans))
                .pair();
    }

    private static void show(byte[] value, Consumer<PairedEvent> each) {
        each.accept(PairedEvent.of(value).orElse(null));
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private Duration window() {
        try {
            return Durations.parse(window);
        } catch (IllegalArgumentException e) {
            throw new Failure("Cannot read --pair-window: give a duration such as 10m or 1h.");
        }
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private static long time(String option, String text, long otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new Failure("Cannot read " + option + ": give a time such as 2026-01-02T00:00:00Z.");
        }
    }

    /** The topics, for reports. */
    public List<String> topics() {
        return migratedTopic == null || migratedTopic.equals(liveTopic)
                ? List.of(liveTopic)
                : List.of(liveTopic, migratedTopic);
    }
}

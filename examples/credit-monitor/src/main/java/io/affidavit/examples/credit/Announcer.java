/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit;

import io.affidavit.examples.Console;
import io.affidavit.examples.credit.report.Words;
import io.affidavit.examples.credit.truth.Verdict;
import io.affidavit.examples.credit.watch.Receiver;
import io.affidavit.examples.credit.watch.Sender;
import io.affidavit.examples.credit.watch.Told;
import io.affidavit.monitor.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Tells on the console what is raised and posted, as it happens. */
final class Announcer {
    private final Console console;
    private final Sender sender;

    Announcer(Console console, Sender sender) {
        this.console = console;
        this.sender = sender;
    }

    /**
     * An incident opened or ended.
     *
     * @param first whether nothing was heard of it before
     */
    void told(Told told, boolean first) {
        Incident incident = told.incident();
        boolean resolved = incident.state() == Incident.State.RESOLVED;
        Instant time = resolved ? incident.resolved().orElseThrow() : Verdict.moment(told);
        console.line(String.format(
                Locale.ROOT,
                "  %s %-9s %-8s %-11s %-19s %s",
                Words.time(time),
                incident.state().text(),
                incident.severity().text(),
                told.model(),
                incident.monitor(),
                resolved ? "after " + incident.occurrences() + " windows" : Words.figure(told)));
        if (first) {
            console.line("            " + incident.message() + delays(told));
        }
    }

    private String delays(Told told) {
        StringBuilder text = new StringBuilder();
        Verdict.explanation(told).ifPresent(fault -> {
            text.append(" ")
                    .append(Words.length(Duration.between(fault.begin(), Verdict.moment(told))))
                    .append(" after the fault began");
            sender.begun(fault)
                    .ifPresent(begun -> text.append(", ")
                            .append(Words.seconds(Duration.between(begun, told.at())))
                            .append(" on the clock"));
            text.append('.');
        });
        return text.toString();
    }

    /** How long, by the wall clock, it took from the decision that settled an incident to its reader. */
    static Optional<Duration> settled(Told told, Sender sender) {
        return sender.reached(Verdict.moment(told)).map(sent -> Duration.between(sent, told.at()));
    }

    /** The webhook's receiver took a message. */
    void posted(Receiver.Message message) {
        console.line(String.format(
                Locale.ROOT,
                "            webhook told %s: %s, %s, %s, %s",
                message.owner(),
                message.change(),
                message.severity(),
                message.model(),
                message.monitor()));
    }
}

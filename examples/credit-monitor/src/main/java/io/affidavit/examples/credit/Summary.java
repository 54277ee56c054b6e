/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit;

import io.affidavit.examples.Console;
import io.affidavit.examples.credit.report.Words;
import io.affidavit.examples.credit.stream.Model;
import io.affidavit.examples.credit.truth.Verdict;
import io.affidavit.examples.credit.watch.Sender;
import java.time.Duration;
import java.util.Locale;

/** The table at the end. */
final class Summary {
    private final Console console;
    private final Sender sender;

    Summary(Console console, Sender sender) {
        this.console = console;
        this.sender = sender;
    }

    void tell(Verdict verdict) {
        console.title("What was planted, and what was found");
        row("planted", "model", "significant in", "found in", "incident", "after onset", "told after");
        for (Verdict.Outcome outcome : verdict.outcomes()) {
            row(
                    outcome.fault().name().toLowerCase(Locale.ROOT),
                    outcome.fault().model().text(),
                    outcome.significant().map(hour -> Words.hour(hour.start())).orElse("never"),
                    outcome.foundIn().map(hour -> Words.hour(hour.start())).orElse("not found"),
                    outcome.found().map(told -> shortened(told.incident().id())).orElse("-"),
                    outcome.toldAt()
                            .map(time -> Words.length(
                                    Duration.between(outcome.fault().begin(), time)))
                            .orElse("-"),
                    outcome.found()
                            .flatMap(told -> Announcer.settled(told, sender))
                            .map(Words::seconds)
                            .orElse("-"));
        }
        row(
                "control: nothing",
                Model.CONTROL.text(),
                verdict.controlClean() ? "never" : "by chance",
                verdict.ofControl() == 0 ? "0 incidents" : verdict.ofControl() + " incidents",
                "",
                "",
                "");
        console.line("  significant in: from plain counts of the decisions that were sent, without the monitor;"
                + " told after: by the wall clock, from the decision that settled it");
    }

    private static String shortened(String id) {
        return id.length() <= 16 ? id : id.substring(0, 16) + "...";
    }

    private void row(String... cells) {
        console.line(String.format(Locale.ROOT, "  %-16s %-11s %-18s %-18s %-20s %-12s %s", (Object[]) cells)
                .stripTrailing());
    }
}

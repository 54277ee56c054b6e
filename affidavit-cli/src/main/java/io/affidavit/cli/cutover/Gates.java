/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds a migration's numbers against its plan. */
final class Gates {

    private final Plan plan;
    private final History history;
    private final Worker.Status connector;
    private final Instant now;

    Gates(Plan plan, History history, Worker.Status connector, Instant now) {
        this.plan = plan;
        this.history = history;
        this.connector = connector;
        this.now = now;
    }

    /** What the next step needs; empty where there is none. */
    List<Gate> toAdvance() {
        Optional<Step> next = history.step().next();
        if (next.isEmpty()) {
            return List.of();
        }
        List<Gate> gates = new ArrayList<>();
        gates.add(new Gate("connector", connector.text(), "running, no task failed", connector.runs()));
        gates.add(clean());
        gates.add(apart());
        if (next.get() == Step.READ_NEW || next.get() == Step.OLD_OFF) {
            gates.add(paired());
        }
        if (next.get() == Step.OLD_OFF) {
            gates.add(drill());
        }
        return gates;
    }

    private Gate clean() {
        int clean = history.cleanChecks().size();
        return new Gate(
                "clean checks in a row since the last step",
                Integer.toString(clean),
                "at least " + plan.cleanChecks(),
                clean >= plan.cleanChecks());
    }

    private Gate apart() {
        List<Entry> clean = history.cleanChecks();
        Duration apart = clean.isEmpty()
                ? Duration.ZERO
                : Duration.between(
                        clean.get(0).at(), clean.get(clean.size() - 1).at());
        return new Gate(
                "time between the first and the last of them",
                text(apart),
                "at least " + text(plan.apart()),
                !clean.isEmpty() && (plan.cleanChecks() == 1 || apart.compareTo(plan.apart()) >= 0));
    }

    private Gate paired() {
        double paired = history.last(Entry.Kind.CHECK)
                .map(check -> check.fact("paired", Double.NaN))
                .orElse(Double.NaN);
        return new Gate(
                "keys that came live and migrated",
                Double.isNaN(paired) ? "not measured: give check --live-topic" : share(paired),
                "at least " + share(plan.minPaired()),
                paired >= plan.minPaired());
    }

    private Gate drill() {
        Optional<Entry> drill = history.last(Entry.Kind.DRILL).filter(entry -> entry.flag("passed"));
        Duration age = drill.map(entry -> Duration.between(entry.at(), now)).orElse(null);
        return new Gate(
                "last rollback drill",
                age == null ? "none passed" : text(age) + " ago",
                "passed, at most " + text(plan.maxDrillAge()) + " ago",
                age != null && age.compareTo(plan.maxDrillAge()) <= 0);
    }

    /** What asks for a rollback by the last check; a gate that did not pass is a trigger that fired. */
    List<Gate> triggers() {
        List<Gate> triggers = new ArrayList<>();
        boolean expected = history.step() == Step.OLD_OFF ? !connector.runs() : connector.failedTasks() == 0;
        triggers.add(new Gate(
                "connector",
                connector.text(),
                history.step() == Step.OLD_OFF ? "stopped" : "no task failed",
                expected && !connector.state().equals("FAILED")));
        history.last(Entry.Kind.CHECK).ifPresent(check -> {
            double rows = Math.max(1, check.fact("rows", 0));
            double bad = check.fact("missing", 0) + check.fact("extra", 0) + check.fact("duplicate", 0);
            triggers.add(share("rows missing, repeated or foreign", bad / rows, plan.maxMismatch()));
            triggers.add(share("rows in quarantine", check.fact("quarantined", 0) / rows, plan.maxQuarantined()));
            Duration lag = Duration.ofMillis((long) check.fact("lag_ms", 0));
            triggers.add(new Gate(
                    "age of the oldest row the topic lacks",
                    text(lag),
                    "at most " + text(plan.maxLag()),
                    lag.compareTo(plan.maxLag()) <= 0));
        });
        return triggers;
    }

    private static Gate share(String what, double is, double most) {
        return new Gate(what, share(is), "at most " + share(most), is <= most);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.4f %%", share * 100);
    }

    private static String text(Duration duration) {
        long hours = duration.toHours();
        if (hours >= 48) {
            return duration.toDays() + " d";
        }
        return hours > 0 ? hours + " h " + duration.toMinutesPart() + " min" : duration.toMinutes() + " min";
    }
}

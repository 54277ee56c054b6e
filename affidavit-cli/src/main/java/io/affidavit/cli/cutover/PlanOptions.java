/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.topic.BrokerOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that name a migration and its journal. */
final class PlanOptions {

    private final Clock clock = Clock.systemUTC();

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "FILE",
            description = "Properties file of the migration: worker, connector, and the numbers each step needs.")
    private Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Filled in by picocli. */
    PlanOptions() {}

    Plan plan() {
        return Plan.read(file);
    }

    Journal journal(Plan plan, BrokerOptions broker) {
        return new Journal(broker.client(), broker.patience(), plan.journalTopic(), plan.name());
    }

    Gates gates(Plan plan, History history) {
        return new Gates(plan, history, plan.worker().status(), now());
    }

    Instant now() {
        return clock.instant();
    }

    Entry entry(Plan plan, Entry.Kind kind, String by, Map<String, Object> facts) {
        return new Entry(plan.name(), kind, now(), by, facts);
    }

    /** Prints a line for people. */
    void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.gate;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.monitor.release.Choice;
import io.affidavit.monitor.release.Decision;
import io.affidavit.monitor.release.Place;
import io.affidavit.monitor.release.RefusedException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of a decision, and how it is made. */
final class DecisionOptions {

    @Mixin
    private BrokerOptions broker;

    @Parameters(
            arity = "1..*",
            paramLabel = "TOPIC:PARTITION:OFFSET",
            description = "The records, by where the gate keeps them.")
    private List<String> records;

    @Option(
            names = "--decisions",
            required = true,
            paramLabel = "NAME",
            description = "Topic of decisions that the gate reads.")
    private String decisions;

    @Option(
            names = "--results",
            defaultValue = "gov.gate.results",
            paramLabel = "NAME",
            description = "Topic of results (default: ${DEFAULT-VALUE}).")
    private String results;

    @Option(names = "--approver", required = true, paramLabel = "NAME", description = "Who decides.")
    private String approver;

    @Option(names = "--requester", paramLabel = "NAME", description = "Who asked for it; somebody else.")
    private String requester;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason;

    @Option(names = "--ticket", paramLabel = "ID", description = "Where it was discussed.")
    private String ticket;

    @Option(
            names = "--wait",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long to wait for the gate's answer; 0 not at all (default: ${DEFAULT-VALUE}).")
    private int waitSeconds;

    /** Filled in by picocli. */
    DecisionOptions() {}

    /** Exit code: 0 all decisions count, or nothing was waited for; 1 some were refused. */
    int decide(Choice choice, PrintWriter out) {
        List<Decision> made =
                records.stream().map(record -> decision(record, choice)).toList();
        DecisionTopics topics = new DecisionTopics(broker, decisions, results);
        List<Place> places = new ArrayList<>();
        for (Decision decision : made) {
            Place place = topics.write(decision);
            places.add(place);
            out.println("Decision " + place + " written: " + decision.choice().text() + " " + decision.record() + ".");
            out.flush();
        }
        if (waitSeconds <= 0) {
            return 0;
        }
        boolean refused = false;
        for (DecisionTopics.Result result : topics.await(places, waitSeconds)) {
            out.println("Decision " + result.decision() + ": " + result.outcome() + ".");
            refused |= result.refused();
        }
        out.flush();
        return refused ? 1 : 0;
    }

    @SuppressWarnings("UnusedException") // what to do is said
    private Decision decision(String record, Choice choice) {
        try {
            return new Decision(Place.parse(record), choice, approver, requester, reason, ticket);
        } catch (RefusedException e) {
            throw new Failure("Cannot decide: the decision would be refused by rule " + e.rule()
                    + ". Give an approver, a requester who is somebody else, and a reason.");
        } catch (IllegalArgumentException e) {
            throw new Failure("Cannot decide: a record is not named as topic:partition:offset. Copy it from"
                    + " 'affidavit gate list'.");
        }
    }
}

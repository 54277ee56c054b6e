/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.output.Columns;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.policy.Documents.Usable;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.cli.topic.Offsets;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.log.Effective;
import io.affidavit.core.policy.log.PolicyLog;
import io.affidavit.core.policy.log.Timeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which verdicts on real records a changed policy would change. */
@Command(
        name = "diff",
        description =
                "Holds the last records of a topic against the policy in force and against a candidate, and lists every"
                        + " verdict that would change.",
        footer = {
            "",
            "Prints places, verdicts and rule ids, never content. Reads JSON; other records are counted.",
            "Exit code: 0 nothing would change, 1 something would, 2 no comparison."
        })
final class DiffCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CANDIDATE", description = "The changed policy document.")
    private Path candidate;

    @Mixin
    private BrokerOptions broker;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "Topic with the records.")
    private String topic;

    @Option(
            names = "--last",
            defaultValue = "10000",
            paramLabel = "N",
            description = "How many records, from the ends of all partitions together (default: ${DEFAULT-VALUE}).")
    private long last;

    @Option(
            names = "--current",
            paramLabel = "FILE",
            description = "The policy to compare with, where it is not in a topic.")
    private Path current;

    @Option(
            names = "--policy-topic",
            defaultValue = PolicyTopic.DEFAULT,
            paramLabel = "TOPIC",
            description = "The topic of policies (default: ${DEFAULT-VALUE}).")
    private String policyTopic;

    @Spec
    private CommandSpec spec;

    private final InstantSource clock = Clock.systemUTC();

    DiffCommand() {}

    @Override
    public Integer call() {
        if (last < 1) {
            throw new Failure("Cannot compare: --last is less than 1. Give a number of records.");
        }
        Usable next = Documents.read(candidate);
        Usable now = current == null ? inForce(next.document().ref().id()) : Documents.read(current);
        Difference difference = new Difference(now.compiled(), next.compiled());
        broker.reader().read(topic, whole -> List.of(Offsets.last(whole, last)), difference::add);
        print(now, next, difference);
        return difference.changes().isEmpty() ? 0 : 1;
    }

    private void print(Usable now, Usable next, Difference difference) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("In force: " + now.document().ref().stamp());
        out.println("Candidate: " + next.document().ref().stamp());
        out.println(difference.compared() + " records compared, "
                + difference.changes().size() + " would be decided otherwise, " + difference.unreadable()
                + " hold no JSON object.");
        if (!difference.changes().isEmpty()) {
            Columns columns = new Columns(List.of("partition", "offset", "in force", "candidate"));
            difference
                    .changes()
                    .forEach(change -> columns.add(List.of(
                            Integer.toString(change.partition()),
                            Long.toString(change.offset()),
                            change.now(),
                            change.next())));
            out.println();
            out.print(columns.text());
        }
        out.flush();
    }

    private Usable inForce(String id) {
        PrintWriter out = spec.commandLine().getOut();
        PolicyLog log = new PolicyLog(id, Optional.empty(), refusal -> out.println("note: " + refusal));
        broker.reader().read(policyTopic, Set.of(), record -> log.accept(record.key(), record.value()));
        List<Effective> effective = log.effective();
        return Timeline.of(effective, DiffCommand::usable)
                .map(line -> line.at(clock.millis()))
                .orElseThrow(() -> new Failure("Cannot compare: topic " + policyTopic + " holds no usable version of "
                        + id + ". Publish one, or give --current FILE."));
    }

    @SuppressWarnings("UnusedException") // what workers cannot use is not in force
    private static Optional<Usable> usable(PolicyDocument document) {
        try {
            return Optional.of(Usable.of(document));
        } catch (PolicyException e) {
            return Optional.empty();
        }
    }
}

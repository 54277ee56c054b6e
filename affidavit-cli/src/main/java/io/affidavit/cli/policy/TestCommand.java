/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.output.Failure;
import io.affidavit.smt.policy.CompiledPolicy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds sample records against a policy, and compares the verdicts with those expected. */
@Command(
        name = "test",
        description = "Holds sample records against a policy document, and compares its verdicts with those expected.",
        footer = {"", "Exit code: 0 all as expected, 1 a case is not, 2 the document or the cases cannot be used."})
final class TestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The policy document.")
    private Path file;

    @Option(
            names = "--cases",
            required = true,
            paramLabel = "FILE",
            description = "YAML with a list cases, each with name, value, verdict, and what else matters.")
    private Path cases;

    @Spec
    private CommandSpec spec;

    TestCommand() {}

    @Override
    public Integer call() {
        CompiledPolicy policy = Documents.read(file).compiled();
        List<Case> all = CaseReader.read(cases.toString());
        if (all.isEmpty()) {
            throw new Failure("Cannot test " + file + ": " + cases + " holds no case. Write one.");
        }
        PrintWriter out = spec.commandLine().getOut();
        int failed = 0;
        for (Case each : all) {
            List<String> differences = differences(each, Outcome.of(policy, record(each)));
            if (!differences.isEmpty()) {
                failed++;
                out.println("FAILED  " + each.name());
                differences.forEach(difference -> out.println("        " + difference));
            }
        }
        out.println(
                all.size() + " cases, " + failed + " failed: " + policy.ref().stamp());
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    private static List<String> differences(Case expected, Outcome outcome) {
        List<String> differences = new ArrayList<>();
        if (!expected.verdict().text().equals(outcome.verdict())) {
            differences.add("verdict: expected " + expected.verdict().text() + ", is " + outcome.text());
        }
        expected.rules().ifPresent(rules -> {
            if (!rules.equals(outcome.rules())) {
                differences.add("rules: expected " + rules + ", are " + outcome.rules());
            }
        });
        expected.kept().forEach((name, word) -> {
            if (!word.equals(outcome.kept().get(name))) {
                differences.add(
                        name + ": expected " + word + ", is " + outcome.kept().get(name));
            }
        });
        return differences;
    }

    private static SinkRecord record(Case sample) {
        ConnectHeaders headers = new ConnectHeaders();
        sample.headers().forEach((name, text) -> headers.add(name, text, Schema.STRING_SCHEMA));
        return new SinkRecord(
                sample.topic(),
                0,
                null,
                null,
                null,
                sample.value(),
                0,
                sample.timestamp().toEpochMilli(),
                TimestampType.CREATE_TIME,
                headers);
    }
}

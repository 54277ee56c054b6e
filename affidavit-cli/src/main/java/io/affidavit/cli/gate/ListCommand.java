/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.gate;

import io.affidavit.cli.output.Columns;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.core.data.JsonText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what waits for a decision. */
@Command(
        name = "list",
        description = "Lists the records that a gate kept back, without their content.",
        footer = {"", "Exit code: 0 nothing waits for a decision, 1 something does, 2 the topics could not be read."})
final class ListCommand implements Callable<Integer> {

    @Mixin
    private BrokerOptions broker;

    @Parameters(arity = "1..*", paramLabel = "TOPIC", description = "Quarantine and escalation topics of the gate.")
    private List<String> topics;

    @Option(
            names = "--results",
            defaultValue = "gov.gate.results",
            paramLabel = "NAME",
            description = "Topic of results (default: ${DEFAULT-VALUE}).")
    private String results;

    @Option(names = "--all", description = "List what was decided too.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object a record.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    ListCommand() {}

    @Override
    public Integer call() {
        Waiting waiting = new Waiting(results);
        // one by one: a topic that does not exist must not pass for one in which nothing waits
        for (String topic : topics) {
            broker.reader().read(topic, Set.of(), waiting::take);
        }
        broker.reader().read(topics.get(0), Set.of(results), waiting::decided);
        long open = 0;
        Columns columns = new Columns(List.of("RECORD", "STATE", "RULE", "FROM", "POLICY", "TIME"));
        PrintWriter out = spec.commandLine().getOut();
        for (Waiting.Kept kept : waiting.all()) {
            String state = waiting.state(kept.place());
            boolean waits = state.equals("waiting");
            open += waits ? 1 : 0;
            if (waits || all) {
                Map<String, Object> row = row(kept, state);
                columns.add(List.copyOf(row.values()));
                if (json) {
                    out.println(JsonText.write(row));
                }
            }
        }
        if (!json) {
            out.print(columns.text());
            out.println(open == 1 ? "1 record waits for a decision." : open + " records wait for a decision.");
        }
        out.flush();
        return open == 0 ? 0 : 1;
    }

    private static Map<String, Object> row(Waiting.Kept kept, String state) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("record", kept.place().toString());
        row.put("state", state);
        row.put("rule", kept.rule());
        row.put("from", kept.from());
        row.put("policy", kept.policy());
        row.put("time", kept.time().toString());
        return row;
    }
}

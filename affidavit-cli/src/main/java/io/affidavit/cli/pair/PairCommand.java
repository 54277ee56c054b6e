/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.pair;

import io.affidavit.cli.report.JsonOption;
import io.affidavit.cli.report.SigningOptions;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.core.key.SigningKey;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code affidavit pair}: whether all that producers send live is migrated from their logs too, and the reverse. */
@Command(
        name = "pair",
        description = "Pairs live events with those migrated from logs, and names those that came one way only.",
        footer = {"", "Exit code: 0 enough came both ways, 1 not enough, 2 a topic could not be read."})
public final class PairCommand implements Callable<Integer> {

    @Mixin
    private BrokerOptions broker;

    @Mixin
    private PairOptions options;

    @Mixin
    private SigningOptions signing;

    @Option(
            names = "--min-ratio",
            defaultValue = "1",
            paramLabel = "SHARE",
            description = "Least share of keys that must have come both ways (default: ${DEFAULT-VALUE}).")
    private double minRatio;

    @Option(
            names = "--max-keys",
            defaultValue = "100",
            paramLabel = "N",
            description = "Most keys to print (default: ${DEFAULT-VALUE}).")
    private int maxKeys;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    PairCommand() {}

    @Override
    public Integer call() {
        SigningKey key = signing.key();
        Pairing result = options.pair(broker.reader(), maxKeys);
        PairReport report = new PairReport(options.topics(), result);
        PrintWriter out = spec.commandLine().getOut();
        out.print(report.text());
        out.flush();
        Map<String, Object> document = report.document();
        json.write(document);
        signing.write("pairing", document, key);
        return result.unlisted() == 0 && result.ratio() >= minRatio ? 0 : 1;
    }
}

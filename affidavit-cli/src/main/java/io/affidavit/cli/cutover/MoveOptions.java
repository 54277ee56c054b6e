/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Who takes a migration from one step to another, which the journal keeps. */
final class MoveOptions {

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who decides; stands in the journal.")
    private String by;

    /** Filled in by picocli. */
    MoveOptions() {}

    /** The move as the journal has it, with what else there is to say of it. */
    Entry entry(PlanOptions options, Plan plan, Step from, Step to, Map<String, Object> more) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("from", from.text());
        facts.put("to", to.text());
        facts.putAll(more);
        return options.entry(plan, Entry.Kind.MOVE, by, facts);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.output.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affidavit cutover drill}: tries the way back while nothing depends on it, and keeps the result. */
@Command(
        name = "drill",
        description = {
            "Stops the source connector and starts it again, as a rollback from old-off would, then compares the three"
                    + " places.",
            "Passes if offsets stay, nothing is lost or repeated, and it takes no longer than allowed."
        },
        footer = {"", "Exit code: 0 passed, 1 not passed, 2 it could not be tried."})
final class DrillCommand implements Callable<Integer> {

    @Mixin
    private PlanOptions options;

    @Mixin
    private ComparisonOptions comparison;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who tries; stands in the journal.")
    private String by;

    @Option(
            names = "--within",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long stopping and starting may take (default: ${DEFAULT-VALUE}).")
    private long within;

    @Option(
            names = "--settle",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = "How long to wait for rows on their way before comparing (default: ${DEFAULT-VALUE}).")
    private long settle;

    /** Created by picocli. */
    DrillCommand() {}

    @Override
    public Integer call() {
        Plan plan = options.plan();
        Journal journal = options.journal(plan, comparison.broker());
        Step step = journal.read().step();
        Worker worker = plan.worker();
        if (step == Step.OLD_OFF || !worker.status().runs()) {
            throw new Failure("Cannot drill: the source connector is not running. Drill at shadow, dual or read-new.");
        }
        long begun = System.nanoTime();
        worker.stop();
        Set<String> stopped = worker.offsetPartitions();
        worker.resume();
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        boolean kept = !stopped.isEmpty() && worker.offsetPartitions().containsAll(stopped);
        pause();
        ComparisonOptions.Comparison found = comparison.compare(plan, options.now());
        boolean passed = found.clean() && kept && seconds <= within;
        Map<String, Object> facts = new LinkedHashMap<>(found.facts());
        facts.put("passed", passed);
        facts.put("seconds", seconds);
        facts.put("offsets_kept", kept);
        journal.append(options.entry(plan, Entry.Kind.DRILL, by, facts));
        options.print(found.text());
        options.say((passed ? "PASSED" : "NOT PASSED") + ": stopped and running again after " + seconds
                + " s, of " + within + " allowed; offsets " + (kept ? "kept" : "NOT kept")
                + (found.clean() ? "; nothing lost or repeated." : "; rows differ, see above."));
        return passed ? 0 : 1;
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(Math.max(0, settle)).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Cannot finish: the command was interrupted.");
        }
    }
}

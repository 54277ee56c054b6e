/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.metric;

import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.drift.QuantileShift;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What one model did for one tenant through one agent in one window. */
final class Usage {

    private static final List<String> VERDICTS = List.of("allow", "log", "escalate", "block");
    private static final QuantileShift.Config SKETCH = new QuantileShift.Config(.01, 512, .95, 1.25, 1.5, 1, .001);

    private long records;
    private long outcomes;
    private long approved;
    private long refused;
    private final long[] verdicts;
    private double inputTokens;
    private double outputTokens;
    private double cost;
    private final QuantileShift latency;

    Usage() {
        this(new long[VERDICTS.size() + 1], new QuantileShift(SKETCH));
    }

    private Usage(long[] verdicts, QuantileShift latency) {
        this.verdicts = verdicts;
        this.latency = latency;
    }

    void record() {
        records++;
    }

    void outcome(boolean isApproved, boolean isRefused) {
        outcomes++;
        approved += isApproved ? 1 : 0;
        refused += isRefused ? 1 : 0;
    }

    void verdict(String verdict) {
        int known = VERDICTS.indexOf(verdict);
        verdicts[known < 0 ? VERDICTS.size() : known]++;
    }

    void tokens(double input, double output) {
        inputTokens += Inputs.usable(input) ? input : 0;
        outputTokens += Inputs.usable(output) ? output : 0;
    }

    void cost(double value) {
        cost += Inputs.usable(value) ? value : 0;
    }

    void latency(double millis) {
        if (Inputs.usable(millis)) {
            latency.add(millis);
        }
    }

    /** Tells every figure that there is. */
    void tell(Map<String, String> scope, long start, long end, Consumer<Metric> metrics) {
        Telling telling = (name, value, count) ->
                metrics.accept(new Metric("usage", name, "", scope, start, end, value, count, Map.of()));
        telling.tell("records", (double) records, records);
        if (outcomes > 0) {
            telling.tell("approval_rate", (double) approved / outcomes, outcomes);
            telling.tell("refusal_rate", (double) refused / outcomes, outcomes);
        }
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] > 0) {
                String verdict = i < VERDICTS.size() ? VERDICTS.get(i) : "other";
                telling.tell("verdict_" + verdict, (double) verdicts[i], records);
            }
        }
        telling.tell("input_tokens", inputTokens, records);
        telling.tell("output_tokens", outputTokens, records);
        telling.tell("cost", cost, records);
        if (latency.total() > 0) {
            telling.tell("latency_ms_p50", latency.quantile(.5), latency.total());
            telling.tell("latency_ms_p95", latency.quantile(.95), latency.total());
            telling.tell("latency_ms_p99", latency.quantile(.99), latency.total());
        }
    }

    private interface Telling {
        void tell(String name, double value, long count);
    }

    void save(StateWriter writer) {
        writer.writeLong(records).writeLong(outcomes).writeLong(approved).writeLong(refused);
        writer.writeLongs(verdicts);
        writer.writeDouble(inputTokens).writeDouble(outputTokens).writeDouble(cost);
        latency.save(writer);
    }

    static Usage restore(StateReader reader) {
        long records = reader.readCount();
        long outcomes = reader.readCount();
        long approved = reader.readCount();
        long refused = reader.readCount();
        long[] verdicts = reader.readCounts(VERDICTS.size() + 1);
        double inputTokens = reader.readFinite();
        double outputTokens = reader.readFinite();
        double cost = reader.readFinite();
        Usage usage = new Usage(verdicts, QuantileShift.restore(SKETCH, reader));
        usage.records = records;
        usage.outcomes = outcomes;
        usage.approved = approved;
        usage.refused = refused;
        usage.inputTokens = inputTokens;
        usage.outputTokens = outputTokens;
        usage.cost = cost;
        return usage;
    }
}

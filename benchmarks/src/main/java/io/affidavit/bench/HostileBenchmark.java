/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.TextScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Texts of one megabyte that are made to cost, and whether four megabytes of the worst cost more than four times as much. Pairs
 * are tried on shorter texts first, and the worst of them again in full.
 */
final class HostileBenchmark implements Benchmark {

    private static final int SIZE = 1 << 20;
    private static final int SAMPLE = SIZE / 64;
    private static final int GROWN = 4;
    private static final int WORST = 10;
    private static final int RUNS = 4;
    /** Nobody asks how fast exactly. */
    private static final double FAST_MS = 20;

    private final TextScanner scanner = new TextScanner();
    private final Hits hits = new Hits(50);

    @Override
    public Result run() throws Exception {
        List<Cost> costs = new ArrayList<>();
        for (Map.Entry<String, String> text : HostileTexts.whole(SIZE).entrySet()) {
            costs.add(new Cost(text.getKey(), text.getValue(), perMegabyte(text.getValue())));
        }
        List<Cost> samples = new ArrayList<>();
        for (String pair : HostileTexts.pairs()) {
            samples.add(new Cost("pair " + pair, pair, perMegabyte(HostileTexts.of(pair, SAMPLE))));
        }
        for (Cost sample : worst(samples, 2 * WORST)) {
            String text = HostileTexts.of(sample.text(), SIZE);
            costs.add(new Cost(sample.name(), text, perMegabyte(text)));
        }
        Result result = new Result("hostile", "ms per MB", "at 4 MB");
        // once more, now that all code is compiled
        List<Cost> again = new ArrayList<>();
        for (Cost cost : worst(costs, 2 * WORST)) {
            again.add(new Cost(cost.name(), cost.text(), Math.min(cost.millis(), perMegabyte(cost.text()))));
        }
        List<Cost> worst = worst(again, WORST);
        double growth = 0;
        for (Cost cost : worst) {
            double grown = perMegabyte(HostileTexts.of(cost.text(), GROWN * SIZE));
            growth = Math.max(growth, grown / cost.millis());
            result.row(cost.name(), cost.millis(), grown);
        }
        return result.row("texts", costs.size() + samples.size(), "")
                .figure("worst_ms_per_mb", worst.get(0).millis())
                .figure("worst_growth_to_4_mb", growth);
    }

    private static List<Cost> worst(List<Cost> costs, int count) {
        return costs.stream()
                .sorted(Comparator.comparingDouble(Cost::millis).reversed())
                .limit(count)
                .toList();
    }

    /** Best of four, in milliseconds of CPU. */
    private double perMegabyte(String text) throws Exception {
        char[] characters = text.toCharArray();
        double megabytes = (double) characters.length / SIZE;
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS && best > FAST_MS; run++) {
            best = Math.min(best, Cpu.thread(() -> scan(characters)) * 1000 / megabytes);
        }
        return best;
    }

    private void scan(char[] text) {
        hits.clear();
        scanner.scan(text, 0, text.length, Evidence.NONE, hits);
    }

    private record Cost(String name, String text, double millis) {}
}

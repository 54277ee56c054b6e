/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.TextScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Precision, recall and F1 of the scanner on labelled data. A finding is right where at least half of it and a span of its
 * type are common; a span found twice counts once. Types that no label names are listed with the share that was covered all
 * the same, and are in no total.
 */
final class AccuracyBenchmark implements Benchmark {

    private static final double SAME = 0.5;

    private final List<Path> files;
    private final LabelMap labels;
    private final Hits hits;
    private final boolean verbose;
    private final TextScanner scanner = new TextScanner();
    private final Map<String, AccuracyTally> claimed = new TreeMap<>();
    private final Map<String, AccuracyTally> others = new TreeMap<>();
    private final Map<String, AccuracyTally> cases = new TreeMap<>();

    private AccuracyBenchmark(List<Path> files, LabelMap labels, int minimumScore, boolean verbose) {
        this.files = files;
        this.labels = labels;
        this.hits = new Hits(minimumScore);
        this.verbose = verbose;
    }

    /**
     * @param arguments files, and before them {@code --labels FILE}, {@code --min-score N}, {@code --verbose}
     */
    static Benchmark of(List<String> arguments) {
        List<Path> files = new ArrayList<>();
        Path map = null;
        int minimumScore = 50;
        boolean verbose = false;
        try {
            for (int i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--labels" -> map = Path.of(arguments.get(++i));
                    case "--min-score" -> minimumScore = Integer.parseInt(arguments.get(++i));
                    case "--verbose" -> verbose = true;
                    default -> files.add(Path.of(arguments.get(i)));
                }
            }
            if (files.isEmpty()) {
                throw new IllegalArgumentException(
                        "Cannot measure accuracy: no file given. Name labelled JSONL files.");
            }
            LabelMap labels = map == null ? LabelMap.common() : LabelMap.read(map);
            return new AccuracyBenchmark(files, labels, minimumScore, verbose);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Cannot measure accuracy: the options cannot be read. Use [--labels FILE] [--min-score N] FILE...");
        }
    }

    @Override
    public Result run() throws Exception {
        for (Path file : files) {
            for (LabelledText text : LabelledText.read(file)) {
                char[] characters = text.text().toCharArray();
                hits.clear();
                scanner.scan(characters, 0, characters.length, Evidence.NONE, hits);
                if (text.expected() >= 0) {
                    count(text);
                } else {
                    compare(text);
                }
            }
        }
        return result();
    }

    private void compare(LabelledText text) {
        boolean[] used = new boolean[hits.size()];
        for (LabelledText.Span span : text.spans()) {
            if (labels.ignored(span.type())) {
                continue;
            }
            boolean known = labels.claimed(span.type());
            AccuracyTally tally = (known ? claimed : others).computeIfAbsent(span.type(), type -> new AccuracyTally());
            int best = best(span, known);
            if (best < 0) {
                tally.missed();
                tell("missed " + span.type(), text.text(), span.start(), span.end());
            } else {
                used[best] |= known;
                tally.right(hits.start(best) == span.start() && hits.end(best) == span.end());
            }
        }
        for (int i = 0; i < used.length; i++) {
            if (!used[i] && !excused(text, i)) {
                wrong(text, i);
            }
        }
    }

    /** The finding that covers a span best, or -1. */
    private int best(LabelledText.Span span, boolean sameType) {
        int best = -1;
        double most = 0;
        for (int i = 0; i < hits.size(); i++) {
            double overlap = span.overlap(hits.start(i), hits.end(i));
            if (overlap > most && (!sameType || labels.names(span.type(), hits.label(i)))) {
                most = overlap;
                best = i;
            }
        }
        return most >= SAME ? best : -1;
    }

    /** In the place of something that the data leaves open, or a second finding for a span found already. */
    private boolean excused(LabelledText text, int hit) {
        return text.spans().stream()
                .filter(span -> span.overlap(hits.start(hit), hits.end(hit)) > 0)
                .anyMatch(span -> labels.ignored(span.type()) || labels.names(span.type(), hits.label(hit)));
    }

    private void wrong(LabelledText text, int hit) {
        claimed.computeIfAbsent(hits.label(hit).id(), label -> new AccuracyTally())
                .wrong();
        tell("wrong " + hits.label(hit).id(), text.text(), hits.start(hit), hits.end(hit));
    }

    private void count(LabelledText text) {
        if (text.types().stream().noneMatch(labels::claimed)) {
            return;
        }
        int found = 0;
        for (int i = 0; i < hits.size(); i++) {
            int hit = i;
            found += text.types().stream().anyMatch(type -> labels.names(type, hits.label(hit))) ? 1 : 0;
        }
        AccuracyTally tally = cases.computeIfAbsent(String.join(",", text.types()), types -> new AccuracyTally());
        if (found == text.expected()) {
            tally.right(true);
        } else {
            tally.missed();
            tell(
                    "case " + text.types() + " " + found + " of " + text.expected(),
                    text.text(),
                    0,
                    text.text().length());
        }
    }

    private void tell(String what, String text, int start, int end) {
        if (verbose) {
            int from = Math.max(0, start - 30);
            int to = Math.min(text.length(), end + 10);
            System.err.println(what + ": " + text.substring(from, to).replace('\n', ' '));
        }
    }

    private Result result() {
        Result result = new Result("type", "spans", "precision", "recall", "F1", "exact bounds");
        AccuracyTally total = new AccuracyTally();
        claimed.forEach((type, tally) -> {
            total.add(tally);
            row(result, type, tally);
        });
        if (!claimed.isEmpty()) {
            row(result, "all claimed", total);
            result.figure("micro_precision", total.precision())
                    .figure("micro_recall", total.recall())
                    .figure("micro_f1", total.f1());
        }
        others.forEach(
                (type, tally) -> result.row("not claimed: " + type, tally.spans(), "", share(tally.recall()), "", ""));
        AccuracyTally all = new AccuracyTally();
        cases.forEach((type, tally) -> {
            all.add(tally);
            result.row("cases: " + type, tally.spans(), "", share(tally.recall()), "", "");
        });
        if (!cases.isEmpty()) {
            result.row("all cases", all.spans(), "", share(all.recall()), "", "")
                    .figure("cases_right", all.recall());
        }
        return result;
    }

    private void row(Result result, String type, AccuracyTally tally) {
        boolean labelled = tally.spans() > 0;
        result.row(
                type,
                labelled ? tally.spans() : "wrong: " + tally.wrongs(),
                share(tally.precision()),
                labelled ? share(tally.recall()) : "",
                labelled ? share(tally.f1()) : "",
                labelled ? share(tally.exact()) : "");
    }

    private static String share(double value) {
        return String.format(java.util.Locale.ROOT, "%.3f", value);
    }
}

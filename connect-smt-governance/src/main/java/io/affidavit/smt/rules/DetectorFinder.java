/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import io.affidavit.smt.detect.Passage;
import io.affidavit.smt.detect.Report;
import io.affidavit.smt.scan.Finder;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import java.util.List;
import java.util.function.Supplier;

/** Asks a detector, and gives a text up where the detector fails on it. Not safe for concurrent use. */
final class DetectorFinder implements Finder {

    private final ChosenDetector chosen;
    private final Supplier<List<String>> path;
    private final int most;

    DetectorFinder(ChosenDetector chosen, Supplier<List<String>> path, int most) {
        this.chosen = chosen;
        this.path = path;
        this.most = most;
    }

    @Override
    public void find(char[] text, int from, int to, Hits hits) {
        int length = to - from;
        boolean[] wrong = new boolean[1];
        Report report = (start, end, label, score) -> {
            if (start < 0 || end <= start || end > length || score < 1 || score > 100 || !chosen.gives(label)) {
                wrong[0] = true;
                throw new IllegalArgumentException(
                        "Cannot take finding: its bounds, label or score are not such. Correct the detector.");
            }
            keep(from + start, from + end, label, score, hits);
        };
        hits.foundBy(chosen.name());
        try {
            chosen.detector().detect(new Passage(new String(text, from, length), path.get()), report);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            // what it says may hold content
            wrong[0] = true;
            chosen.failed(e);
        }
        if (wrong[0]) {
            hits.giveUp(Labels.FAILED);
        }
    }

    private void keep(int start, int end, Label label, int score, Hits hits) {
        if (hits.size() > most) {
            hits.giveUp(Labels.BUDGET);
        } else {
            hits.insert(start, end, label, score);
        }
    }
}

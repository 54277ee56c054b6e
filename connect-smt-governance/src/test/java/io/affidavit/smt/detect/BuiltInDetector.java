/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.detect;

import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.KeyNames;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.scan.TextScanner;
import java.util.List;

/** The built-in scanner behind the interface that others implement. */
public final class BuiltInDetector implements Detector {

    private static final int MINIMUM_SCORE = 50;

    @Override
    public List<Label> labels() {
        return Labels.all();
    }

    @Override
    public void detect(Passage passage, Report report) {
        char[] text = passage.text().toCharArray();
        String field = passage.field();
        int evidence = field.isEmpty() ? Evidence.NONE : KeyNames.evidence(field) | Evidence.NAMED;
        Hits hits = new Hits(MINIMUM_SCORE);
        // scanners belong to one thread and cost little beside what a model costs
        new TextScanner().scan(text, 0, text.length, evidence, hits);
        for (int i = 0; i < hits.size(); i++) {
            report.found(hits.start(i), hits.end(i), hits.label(i), hits.score(i));
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Fills pages from a point in time. Searches order by time alone, so of an answer that is not the last only the
 * microseconds before its last one are complete; the next search begins with that last one. A microsecond that fills an
 * answer by itself is left to {@link TieReader}.
 */
final class PageReader {

    private static final int FIRST_SIZE = 100;
    private static final long LEAST_CHARS = 1 << 20;

    private final PointReader reader;
    private final TieReader ties;
    private long average;

    /** @param average characters of a document, as far as is known; 0 if nothing is */
    PageReader(PointReader reader, long average) {
        this.reader = reader;
        this.ties = new TieReader(reader);
        this.average = average;
    }

    PointInTime point() {
        return reader.point();
    }

    long average() {
        return average;
    }

    RowPage fill(PageBuffer page, LogSplit split) throws StoreException {
        long from = page.from();
        while (!page.isFull()) {
            int size = size(page);
            HitBatch batch = reader.earliest(from, split.before(), size, Math.max(LEAST_CHARS, 2 * page.charsLeft()));
            List<Hit> hits = batch.hits();
            learn(hits);
            if (batch.complete()) {
                return new RowPage(page.rows(), takeAll(hits, page));
            }
            long open = hits.get(hits.size() - 1).cursor();
            if (hits.get(0).cursor() < open) {
                takeAll(hits.stream().filter(hit -> hit.cursor() < open).toList(), page);
                from = open;
            } else if (ties.read(open, page, average)) {
                from = open + 1;
            }
        }
        return new RowPage(page.rows(), false);
    }

    /** Somewhat more than the page lacks, for the last microsecond of an answer does not count. */
    private int size(PageBuffer page) {
        if (average == 0) {
            return Math.min(FIRST_SIZE, page.rowsLeft() + 2);
        }
        long wanted = Math.min(page.rowsLeft(), page.charsLeft() / average + 1);
        return (int) Math.min(PointReader.MOST_HITS, wanted + wanted / 8 + 2);
    }

    private void learn(List<Hit> hits) {
        if (!hits.isEmpty()) {
            long chars = hits.stream().mapToLong(Hit::chars).sum();
            average = Math.max(1, chars / hits.size());
        }
    }

    /** Whether all found room. */
    private static boolean takeAll(List<Hit> hits, PageBuffer page) throws StoreException {
        List<Hit> ordered = new ArrayList<>(hits);
        Collections.sort(ordered, Hit.ORDER);
        for (Hit hit : ordered) {
            if (!page.take(hit)) {
                return false;
            }
        }
        return true;
    }
}

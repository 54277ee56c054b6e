/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads microseconds that have more documents than one answer gives. No search can go on inside such a tie, because no
 * sortable field tells its documents apart for certain; so their keys are listed, and the documents fetched by id in the
 * order of the keys. A list serves as many pages as it lasts.
 */
final class TieReader {

    private static final int MOST_IDS = 500;
    private static final long LEAST_CHARS = 1 << 20;

    private final PointReader reader;
    private TieKeys listed;

    TieReader(PointReader reader) {
        this.reader = reader;
    }

    /**
     * Adds documents of one microsecond until the page is full.
     *
     * @param average characters of a document
     * @return whether none is left
     */
    boolean read(long cursor, PageBuffer page, long average) throws StoreException {
        DocumentKey done = page.keyBefore(cursor);
        while (!page.isFull()) {
            if (listed == null || !listed.covers(cursor, done)) {
                listed = TieKeys.list(reader, cursor, done);
            }
            int next = listed.following(done);
            if (next == listed.keys().size()) {
                return true;
            }
            long fit = Math.min(page.rowsLeft(), page.charsLeft() / Math.max(1, average) + 1);
            done = fetch(cursor, done, next, (int) Math.min(MOST_IDS, fit), page);
        }
        return false;
    }

    /** Adds the documents of some keys, as many as an answer of bounded length holds; gives the last of those keys. */
    private DocumentKey fetch(long cursor, DocumentKey done, int from, int most, PageBuffer page)
            throws StoreException {
        int size = most;
        while (true) {
            List<DocumentKey> wanted =
                    listed.keys().subList(from, Math.min(listed.keys().size(), from + size));
            long mostChars = size == 1 ? Long.MAX_VALUE : Math.max(LEAST_CHARS, 2 * page.charsLeft());
            HitBatch batch = reader.byId(
                    cursor, wanted.stream().map(DocumentKey::id).distinct().toList(), mostChars);
            if (batch.complete() || size == 1) {
                DocumentKey last = wanted.get(wanted.size() - 1);
                take(batch.hits(), done, last, page);
                return last;
            }
            size = Math.max(1, size / 2);
        }
    }

    /** An id may stand for documents of other nanoseconds, which have their own turn. */
    private static void take(List<Hit> found, DocumentKey done, DocumentKey last, PageBuffer page)
            throws StoreException {
        List<Hit> hits = new ArrayList<>(found);
        Collections.sort(hits, Hit.ORDER);
        for (Hit hit : hits) {
            boolean due =
                    (done == null || hit.key().compareTo(done) > 0) && hit.key().compareTo(last) <= 0;
            if (due && !page.take(hit)) {
                return;
            }
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The least keys, in order, of one microsecond after a given key.
 *
 * @param after the key they follow, or null
 * @param end whether no further key exists
 */
record TieKeys(long cursor, DocumentKey after, List<DocumentKey> keys, boolean end) {

    /** The most keys held at once; a larger tie is listed again for the rest. */
    private static final int MOST_KEYS = 100_000;

    private static final int MOST_SLICES = 1024;

    TieKeys {
        keys = List.copyOf(keys);
    }

    /** Whether this list tells what follows a key. */
    boolean covers(long wanted, DocumentKey key) {
        boolean begins = after == null || (key != null && key.compareTo(after) >= 0);
        return cursor == wanted && begins && (end || following(key) < keys.size());
    }

    /** Index of the first key after {@code key}. */
    int following(DocumentKey key) {
        int found = key == null ? -1 : Collections.binarySearch(keys, key);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Lists keys of the store. */
    static TieKeys list(PointReader reader, long cursor, DocumentKey after) throws StoreException {
        long parts = 1 + 2 * reader.count(cursor) / PointReader.MOST_HITS;
        while (parts <= MOST_SLICES) {
            Optional<TieKeys> listed = list(reader, cursor, after, (int) parts);
            if (listed.isPresent()) {
                return listed.get();
            }
            parts *= 2;
        }
        throw StoreException.fatal("Cannot read documents of one time: there are millions of the same microsecond. "
                + "Use a time field that tells them apart better.");
    }

    /** Empty if a part does not fit into one answer: parts are uneven. */
    private static Optional<TieKeys> list(PointReader reader, long cursor, DocumentKey after, int parts)
            throws StoreException {
        PriorityQueue<DocumentKey> least = new PriorityQueue<>(Collections.reverseOrder());
        boolean end = true;
        for (int part = 0; part < parts; part++) {
            HitBatch batch = reader.keys(cursor, part, parts);
            if (!batch.complete()) {
                return Optional.empty();
            }
            for (Hit hit : batch.hits()) {
                if (after == null || hit.key().compareTo(after) > 0) {
                    least.add(hit.key());
                }
                if (least.size() > MOST_KEYS) {
                    least.poll();
                    end = false;
                }
            }
        }
        List<DocumentKey> sorted = new ArrayList<>(least);
        Collections.sort(sorted);
        return Optional.of(new TieKeys(cursor, after, sorted.stream().distinct().toList(), end));
    }
}

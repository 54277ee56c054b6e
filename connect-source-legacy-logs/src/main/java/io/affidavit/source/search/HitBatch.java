/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import java.util.List;

/**
 * The answer to one search, in order of time.
 *
 * @param complete whether nothing else matches
 * @param pointInTime the newest identifier, or null
 * @param total how many match, where it was asked for, else -1
 */
record HitBatch(List<Hit> hits, boolean complete, String pointInTime, long total) {

    HitBatch {
        hits = List.copyOf(hits);
    }
}

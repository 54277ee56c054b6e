/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.ArrayList;
import java.util.List;

/** A cursor that remembers the place of the last row it saw, over a store that is not asked by SQL. */
final class MarkCursor implements LateCommitCursor {

    private final String name;
    private final Query query;
    private String mark;

    /**
     * A row that was found.
     *
     * @param mark where to go on after it
     */
    record Seen(String key, String mark) {}

    /** Asks for the rows after a place, in order. */
    @FunctionalInterface
    interface Query {
        List<Seen> after(String mark) throws Exception;
    }

    /** @param first the place to begin after */
    MarkCursor(String name, String first, Query query) {
        this.name = name;
        this.mark = first;
        this.query = query;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> next() throws Exception {
        List<String> keys = new ArrayList<>();
        for (Seen seen : query.after(mark)) {
            keys.add(seen.key());
            mark = seen.mark();
        }
        return keys;
    }

    @Override
    public void close() {}
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Where the text stands that is being scanned, for those who ask while it is. */
final class CurrentPlace implements Supplier<List<String>> {

    private Trail trail = names -> {};

    void at(Trail where) {
        trail = where;
    }

    @Override
    public List<String> get() {
        List<String> names = new ArrayList<>();
        trail.addTo(names);
        return names;
    }
}

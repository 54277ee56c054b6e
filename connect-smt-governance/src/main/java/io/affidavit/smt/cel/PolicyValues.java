/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a policy lends its conditions, the same for every record: {@code lists} and {@code params}. Immutable. */
public final class PolicyValues {

    private final Optional<Object> lists;
    private final Map<String, Object> params;

    /**
     * @param lists values by name of the list
     * @param params values by name, nested maps and lists among them
     */
    public PolicyValues(Map<String, List<Object>> lists, Map<String, Object> params) {
        Map<String, Object> listed = new HashMap<>();
        lists.forEach((name, values) -> listed.put(name, new ListedValues(values)));
        this.lists = Optional.of(listed);
        this.params = Map.copyOf(params);
    }

    Optional<Object> lists() {
        return lists;
    }

    /** A view for one thread. */
    Map<String, Object> params() {
        return new MapView(params);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What was computed for a scope, kept for the next time, and bounded: tenants may be many. Safe for concurrent use. */
public final class ScopeCache<T> {

    private static final int MOST = 4096;

    private final Function<Scope, T> compute;
    private final Map<Scope, T> known = new ConcurrentHashMap<>();

    public ScopeCache(Function<Scope, T> compute) {
        this.compute = compute;
    }

    public T of(Scope scope) {
        T value = known.get(scope);
        if (value != null) {
            return value;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        T fresh = compute.apply(scope);
        known.put(scope, fresh);
        return fresh;
    }
}

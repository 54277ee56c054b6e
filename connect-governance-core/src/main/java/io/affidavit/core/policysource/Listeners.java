/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.policy.log.Effective;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hands what is in force to who wants to know, in order and one call at a time. */
final class Listeners {

    private final List<Consumer<List<Effective>>> all = new ArrayList<>();
    private List<Effective> current = List.of();

    synchronized Runnable add(Consumer<List<Effective>> listener) {
        all.add(listener);
        listener.accept(current);
        return () -> remove(listener);
    }

    synchronized void tell(List<Effective> effective) {
        if (!effective.equals(current)) {
            current = List.copyOf(effective);
            all.forEach(listener -> listener.accept(current));
        }
    }

    private synchronized void remove(Consumer<List<Effective>> listener) {
        all.remove(listener);
    }
}

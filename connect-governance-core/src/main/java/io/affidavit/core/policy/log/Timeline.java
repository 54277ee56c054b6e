/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import io.affidavit.core.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is in force when. Immutable.
 *
 * @param <T> what documents are compiled to
 */
public final class Timeline<T> {

    private final long[] starts;
    private final List<Entry<T>> entries;

    private record Entry<T>(Effective effective, T compiled) {}

    private Timeline(List<Entry<T>> entries) {
        this.entries = List.copyOf(entries);
        this.starts =
                entries.stream().mapToLong(entry -> entry.effective().from()).toArray();
    }

    /**
     * @param effective by ascending time
     * @param compiler empty for a document that cannot be used, in whose place the one before it stays in force
     * @return empty if none can be used
     */
    public static <T> Optional<Timeline<T>> of(
            List<Effective> effective, Function<PolicyDocument, Optional<T>> compiler) {
        List<Entry<T>> entries = new ArrayList<>();
        for (Effective each : effective) {
            compiler.apply(each.document()).ifPresent(compiled -> entries.add(new Entry<>(each, compiled)));
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Timeline<>(entries));
    }

    /** What is in force at a time, in milliseconds since 1970; the first before there was any. Does not allocate. */
    public T at(long time) {
        return entries.get(index(time)).compiled();
    }

    /** The document in force at a time, and since when. */
    public Effective effectiveAt(long time) {
        return entries.get(index(time)).effective();
    }

    /** All documents, by ascending time. */
    public List<Effective> effective() {
        return entries.stream().map(Entry::effective).toList();
    }

    /** From the end: most records are new. */
    private int index(long time) {
        int i = starts.length - 1;
        while (i > 0 && starts[i] > time) {
            i--;
        }
        return i;
    }
}

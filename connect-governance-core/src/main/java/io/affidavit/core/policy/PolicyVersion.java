/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The version of a document: a whole number such as {@code 7}, or three as in {@code 1.4.0}. Ordered by its numbers, absent
 * ones counting as 0.
 *
 * @param text as the document writes it
 */
public record PolicyVersion(String text) implements Comparable<PolicyVersion> {

    private static final String NUMBER = "(0|[1-9]\\d{0,8})";
    private static final Pattern TEXT = Pattern.compile(NUMBER + "(\\." + NUMBER + "\\." + NUMBER + ")?");
    private static final Comparator<PolicyVersion> ORDER = Comparator.<PolicyVersion>comparingInt(v -> v.number(0))
            .thenComparingInt(v -> v.number(1))
            .thenComparingInt(v -> v.number(2))
            .thenComparing(PolicyVersion::text);

    /** @throws IllegalArgumentException if the text is no version; it is not repeated */
    public PolicyVersion {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("it must be a whole number such as 7, or three such as 1.4.0");
        }
    }

    @Override
    public int compareTo(PolicyVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }

    private int number(int index) {
        List<Integer> numbers =
                Stream.of(text.split("\\.")).map(Integer::valueOf).toList();
        return index < numbers.size() ? numbers.get(index) : 0;
    }
}

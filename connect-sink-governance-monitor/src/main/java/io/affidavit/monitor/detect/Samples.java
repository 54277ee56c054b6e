/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import io.affidavit.monitor.detect.InsufficientSample.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether two samples that are to be compared are large enough. */
public final class Samples {

    /** The name of the second sample in {@link Need#group}. */
    public static final String REFERENCE = "reference";

    private Samples() {}

    /** What is missing where either sample has fewer than {@code need} observations, else nothing. */
    public static Optional<InsufficientSample> missing(long n, long referenceN, long need) {
        List<Need> needs = new ArrayList<>();
        if (n < need) {
            needs.add(new Need("", n, need));
        }
        if (referenceN < need) {
            needs.add(new Need(REFERENCE, referenceN, need));
        }
        return needs.isEmpty() ? Optional.empty() : Optional.of(new InsufficientSample(needs, List.of()));
    }
}

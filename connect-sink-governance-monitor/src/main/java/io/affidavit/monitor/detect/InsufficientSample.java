/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import java.util.List;

/**
 * The sample does not carry an answer yet.
 *
 * @param needs what there is and what it takes, at least one entry
 * @param details figures that hold all the same, such as the share of unknown groups; may be empty
 */
public record InsufficientSample(List<Need> needs, List<Statistics> details) implements Assessment {

    public InsufficientSample {
        needs = List.copyOf(needs);
        details = List.copyOf(details);
        if (needs.isEmpty()) {
            throw new IllegalArgumentException("Cannot build assessment: an insufficient sample names what it needs.");
        }
    }

    public InsufficientSample(long have, long need) {
        this(List.of(new Need("", have, need)), List.of());
    }

    /**
     * How far one sample is.
     *
     * @param group the group's name where groups are compared, {@code reference} for a reference, else empty
     * @param have observations there are
     * @param need observations it takes
     */
    public record Need(String group, long have, long need) {

        /** Without the group: its name is record content. */
        @Override
        public String toString() {
            return "Need[have=" + have + ", need=" + need + "]";
        }
    }
}

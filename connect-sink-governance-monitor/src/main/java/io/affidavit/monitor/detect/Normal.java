/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import java.util.List;

/** The sample suffices and nothing stands out. */
public record Normal(Statistics statistics, List<Statistics> details) implements Assessment {

    /**
     * @param statistics the figure that decided
     * @param details all figures, the deciding one first
     */
    public Normal {
        details = List.copyOf(details);
        if (details.isEmpty() || !details.get(0).equals(statistics)) {
            throw new IllegalArgumentException("Cannot build assessment: the deciding figure must lead the details.");
        }
    }

    public Normal(Statistics statistics) {
        this(statistics, List.of(statistics));
    }
}

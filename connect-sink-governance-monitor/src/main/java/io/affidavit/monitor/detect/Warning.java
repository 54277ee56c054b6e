/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import java.util.List;

/** The effect is near its threshold, or past it in a range that is worth a look. */
public record Warning(Statistics statistics, List<Statistics> details) implements Assessment {

    /**
     * @param statistics the figure that decided
     * @param details all figures, the deciding one first
     */
    public Warning {
        details = List.copyOf(details);
        if (details.isEmpty() || !details.get(0).equals(statistics)) {
            throw new IllegalArgumentException("Cannot build assessment: the deciding figure must lead the details.");
        }
    }

    public Warning(Statistics statistics) {
        this(statistics, List.of(statistics));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import java.util.List;

/** Both the effect and its significance hold. */
public record Alert(Statistics statistics, List<Statistics> details) implements Assessment {

    /**
     * @param statistics the figure that decided
     * @param details all figures, the deciding one first
     */
    public Alert {
        details = List.copyOf(details);
        if (details.isEmpty() || !details.get(0).equals(statistics)) {
            throw new IllegalArgumentException("Cannot build assessment: the deciding figure must lead the details.");
        }
    }

    public Alert(Statistics statistics) {
        this(statistics, List.of(statistics));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import java.util.List;

/** Builds assessments from what a detector found. */
public final class Answers {

    private Answers() {}

    /** An alert, else a warning, else normal; the details lead with the deciding figure. */
    public static Assessment of(boolean alert, boolean warning, List<Statistics> details) {
        Statistics deciding = details.get(0);
        if (alert) {
            return new Alert(deciding, details);
        }
        return warning ? new Warning(deciding, details) : new Normal(deciding, details);
    }
}

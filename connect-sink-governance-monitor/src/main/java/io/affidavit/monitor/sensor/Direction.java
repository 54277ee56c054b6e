/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Normal;

/** Which changes of a ratio to the usual anybody wants to hear of. */
enum Direction {
    UP,
    DOWN,
    BOTH;

    Assessment of(Assessment assessment) {
        if (this == BOTH || !(assessment instanceof Alert alert)) {
            return assessment;
        }
        boolean up = alert.statistics().effect() > 1;
        return up == (this == UP) ? alert : new Normal(alert.statistics(), alert.details());
    }
}

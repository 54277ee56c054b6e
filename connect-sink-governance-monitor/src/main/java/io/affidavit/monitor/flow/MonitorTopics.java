/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import java.util.Objects;
import java.util.Optional;

/**
 * Topics that a monitor writes.
 *
 * @param metrics empty where no figures are told
 */
public record MonitorTopics(String incidents, String checkpoints, Optional<String> metrics) {

    public MonitorTopics {
        Objects.requireNonNull(incidents, "incidents");
        Objects.requireNonNull(checkpoints, "checkpoints");
        Objects.requireNonNull(metrics, "metrics");
    }
}

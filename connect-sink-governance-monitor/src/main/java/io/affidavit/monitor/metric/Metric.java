/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.metric;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One figure about one window of event time.
 *
 * @param subject what was measured: {@code usage}, or the id of a monitor
 * @param name of the figure, such as {@code approval_rate}
 * @param label what the figure means where it is an answer, such as {@code alert}; may be empty
 * @param scope values by path
 * @param start of the window, milliseconds since 1970
 * @param end of the window, exclusive
 * @param value NaN where there is none
 * @param count observations behind the value
 * @param details further figures by name; none of them is content of a record
 */
public record Metric(
        String subject,
        String name,
        String label,
        Map<String, String> scope,
        long start,
        long end,
        double value,
        long count,
        Map<String, String> details) {

    public Metric {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        scope = Collections.unmodifiableMap(new TreeMap<>(scope));
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}

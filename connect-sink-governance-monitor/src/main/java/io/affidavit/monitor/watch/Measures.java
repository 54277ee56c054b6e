/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.Monitor;
import io.affidavit.core.policy.MonitorKind;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.incident.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What of a detector's figures may be told: numbers always, what they are about only where the policy names it. */
final class Measures {

    private static final int MOST = 60;
    /** Their groups are names that the policy's author wrote down. */
    private static final Set<MonitorKind> NAMED_BY_POLICY =
            EnumSet.of(MonitorKind.IMPACT_RATIO, MonitorKind.SCORING_RATE);

    private Measures() {}

    static List<Measure> of(Monitor monitor, Assessment assessment) {
        boolean named = NAMED_BY_POLICY.contains(monitor.kind());
        return assessment.details().stream()
                .limit(MOST)
                .map(figure -> measure(figure, named ? figure.group() : ""))
                .toList();
    }

    private static Measure measure(Statistics figure, String of) {
        return new Measure(
                figure.name(),
                of,
                figure.effect(),
                figure.threshold(),
                figure.pValue(),
                figure.low(),
                figure.high(),
                figure.n(),
                figure.referenceN());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.Monitor;
import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.Warning;
import io.affidavit.monitor.incident.Measure;
import io.affidavit.monitor.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what a window was found to be, whether or not anybody has to act on it. */
final class Assessments {

    private Assessments() {}

    /** As metrics and reports call it. */
    static String label(Assessment assessment) {
        if (assessment instanceof Alert) {
            return "alert";
        }
        if (assessment instanceof Warning) {
            return "warning";
        }
        return assessment instanceof InsufficientSample ? "insufficient_sample" : "normal";
    }

    static Metric metric(
            Monitor monitor, Map<String, String> scope, OpenWindow window, long end, Assessment assessment) {
        List<Measure> measures = Measures.of(monitor, assessment);
        Map<String, String> details = new LinkedHashMap<>();
        for (Measure measure : measures) {
            String name = measure.of().isEmpty() ? measure.name() : measure.name() + "." + measure.of();
            put(details, name, measure.value());
            put(details, name + ".p_value", measure.pValue());
            details.put(name + ".n", Long.toString(measure.count()));
        }
        List<Statistics> figures = assessment.details();
        boolean none = figures.isEmpty();
        return new Metric(
                monitor.id(),
                none ? monitor.kind().text() : figures.get(0).name(),
                label(assessment),
                scope,
                window.start(),
                end,
                none ? Double.NaN : figures.get(0).effect(),
                window.records(),
                details);
    }

    private static void put(Map<String, String> details, String name, double value) {
        if (Double.isFinite(value)) {
            details.put(name, Double.toString(value));
        }
    }
}

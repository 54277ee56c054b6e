/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.policy.Monitor;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyRef;
import io.affidavit.monitor.fields.FieldReader;
import io.affidavit.monitor.fields.FieldSet;
import io.affidavit.monitor.fields.FieldValues;
import io.affidavit.monitor.metric.UsagePlan;
import io.affidavit.monitor.sensor.Sensors;
import io.affidavit.monitor.window.WindowSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** The monitors of a policy, made ready for records: which fields they read, and what works on which state. */
public final class Plan {

    private final FieldSet fields = new FieldSet();
    private final List<GroupPlan> groups = new ArrayList<>();
    private final int timeField;
    private final Optional<UsagePlan> usage;
    private final PolicyRef policy;
    private final FieldReader reader;
    private final long[] windowSizes;

    /**
     * Prepares a policy's monitors.
     *
     * @throws IllegalArgumentException if a detector cannot work as it is configured; the message names the monitor
     */
    public Plan(PolicyDocument document, PlanSettings settings) {
        this.policy = document.ref();
        this.timeField = fields.add(settings.timeField());
        Map<List<FieldPath>, List<Monitor>> byScope = new LinkedHashMap<>();
        document.monitors()
                .forEach(monitor -> byScope.computeIfAbsent(monitor.scope(), any -> new ArrayList<>())
                        .add(monitor));
        byScope.forEach((scope, monitors) -> groups.add(new GroupPlan(
                new ScopeKey(scope, fields),
                monitors.stream()
                        .map(monitor -> new MonitorPlan(
                                monitor,
                                Sensors.of(monitor, document.calendar(), fields),
                                fields,
                                settings.usage().isPresent()))
                        .toList())));
        this.usage = settings.usage()
                .map(use -> new UsagePlan(WindowSize.of(use.window()), use.approved(), use.refused(), fields));
        this.reader = new FieldReader(fields);
        this.windowSizes = LongStream.concat(
                        groups.stream()
                                .flatMap(group -> group.monitors().stream())
                                .mapToLong(monitor -> monitor.windows().millis()),
                        usage.stream().mapToLong(plan -> plan.windows().millis()))
                .distinct()
                .toArray();
    }

    /** Stamp of the policy. */
    public String policy() {
        return policy.stamp();
    }

    /** Of the policy's whole text. */
    String digest() {
        return policy.digest();
    }

    /** How many monitors there are. */
    public int monitors() {
        return groups.stream().mapToInt(group -> group.monitors().size()).sum();
    }

    FieldReader reader() {
        return reader;
    }

    FieldValues values() {
        return new FieldValues(fields.size());
    }

    int timeField() {
        return timeField;
    }

    List<GroupPlan> groups() {
        return List.copyOf(groups);
    }

    Optional<UsagePlan> usage() {
        return usage;
    }

    /** The first time after {@code watermark} at which some window is over. */
    long nextEnd(long watermark) {
        long next = Long.MAX_VALUE;
        for (long size : windowSizes) {
            next = Math.min(next, new WindowSize(size).nextEnd(watermark));
        }
        return next;
    }
}

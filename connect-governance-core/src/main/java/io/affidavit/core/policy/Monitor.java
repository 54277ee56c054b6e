/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import io.affidavit.core.data.FieldPath;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a monitor watches in the stream and when it tells people.
 *
 * @param id unique in the document
 * @param scope fields whose values name a state of its own each, such as the model; values of them are told in incidents
 * @param where values that fields must have for a record to be watched: text, Long, Double or Boolean by path
 * @param inputs the fields that the detector reads
 * @param favourable values of the {@link MonitorInput#VALUE} input that count as 1, all others as 0; empty for a number
 * @param groups values of the {@link MonitorInput#GROUP} input that are compared; records of other groups count as unknown
 * @param reference edges between bins that held equal shares of the reference; empty where it is learnt
 * @param approval values that fields have in the record of an approval; empty except for {@link MonitorKind#MISSING_APPROVAL}
 * @param window of event time, aligned to 1970-01-01T00:00Z
 * @param persistence how many of the last windows must alert
 * @param resolveAfter windows in a row without an alert that resolve an incident
 * @param owner one of the document's owners, or empty
 * @param profile names a set of thresholds; may be empty
 * @param parameters of the detector, as they are written
 * @param digest of all that decides on the state; severity, owner and description do not
 */
public record Monitor(
        String id,
        MonitorKind kind,
        List<FieldPath> scope,
        Map<FieldPath, Object> where,
        Map<MonitorInput, FieldPath> inputs,
        List<Object> favourable,
        List<String> groups,
        List<Double> reference,
        Map<FieldPath, Object> approval,
        Duration window,
        MonitorPersistence persistence,
        int resolveAfter,
        Severity severity,
        String owner,
        String profile,
        Map<String, String> parameters,
        String digest) {

    public Monitor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        scope = List.copyOf(scope);
        where = ordered(where);
        Map<MonitorInput, FieldPath> copy = new EnumMap<>(MonitorInput.class);
        copy.putAll(inputs);
        inputs = Collections.unmodifiableMap(copy);
        favourable = List.copyOf(favourable);
        groups = List.copyOf(groups);
        reference = List.copyOf(reference);
        approval = ordered(approval);
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(persistence, "persistence");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(profile, "profile");
        parameters = Map.copyOf(parameters);
        Objects.requireNonNull(digest, "digest");
    }

    /** A parameter of the detector, if the document sets it. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static Map<FieldPath, Object> ordered(Map<FieldPath, Object> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A policy as it was read. Values of lists and parameters are String, Long, Double, Boolean, and for parameters also Map and
 * List of these; all are immutable.
 *
 * @param ref names this text
 * @param json the document as canonical JSON (RFC 8785), which its digest and signatures cover
 * @param description for people; may be empty
 * @param owners by id
 * @param audiences who content is masked for
 * @param retention classes by id
 * @param masking in order
 * @param schemas by name of the schema
 * @param lifecycle in order
 * @param rules in order
 * @param monitors in order
 * @param lists values by list name, for conditions
 * @param parameters by name, for conditions, such as budgets by tenant
 */
public record PolicyDocument(
        PolicyRef ref,
        String json,
        String description,
        PolicyCalendar calendar,
        Map<String, Owner> owners,
        List<String> audiences,
        Map<String, RetentionClass> retention,
        List<MaskingRule> masking,
        Map<String, SchemaRange> schemas,
        List<LifecycleRule> lifecycle,
        List<PolicyRule> rules,
        List<Monitor> monitors,
        Map<String, List<Object>> lists,
        Map<String, Object> parameters) {

    public PolicyDocument {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(calendar, "calendar");
        owners = Map.copyOf(owners);
        audiences = List.copyOf(audiences);
        retention = Map.copyOf(retention);
        masking = List.copyOf(masking);
        schemas = Map.copyOf(schemas);
        lifecycle = List.copyOf(lifecycle);
        rules = List.copyOf(rules);
        monitors = List.copyOf(monitors);
        lists = Map.copyOf(lists);
        parameters = Map.copyOf(parameters);
    }

    /** Names the document alone: its text may be long. */
    @Override
    public String toString() {
        return ref.stamp();
    }
}

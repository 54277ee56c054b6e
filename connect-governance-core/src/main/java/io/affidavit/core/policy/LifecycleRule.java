/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.List;
import java.util.Objects;

/**
 * Decides how a record is kept. Of the rules that hold, the first that sets a part decides that part; holds of all of them add
 * up, because a rule must never lift another's hold.
 *
 * @param id unique among the lifecycle rules
 * @param when true where the rule holds
 * @param retention id of a retention class of the document; empty where the rule does not decide it
 * @param holds ids of legal matters; none for no hold
 * @param replay replay permission; empty where the rule does not decide it
 * @param owner one of the document's owners; empty where the rule does not decide it
 * @param residency region the record belongs to; empty where the rule does not decide it
 */
public record LifecycleRule(
        String id,
        Condition when,
        String retention,
        List<String> holds,
        String replay,
        String owner,
        String residency) {

    public LifecycleRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(retention, "retention");
        holds = List.copyOf(holds);
        Objects.requireNonNull(replay, "replay");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(residency, "residency");
    }
}

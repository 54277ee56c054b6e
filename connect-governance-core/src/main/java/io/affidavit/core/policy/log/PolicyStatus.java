/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import io.affidavit.core.policy.PolicyRef;
import java.util.Objects;

/**
 * How a policy source is doing.
 *
 * @param current the version in force now
 * @param effectiveFrom since when, in milliseconds since 1970
 * @param heardAt when the source was last known to be up to date, in milliseconds since 1970
 * @param refused versions and activations that could not be used, since the start
 */
public record PolicyStatus(PolicyRef current, long effectiveFrom, long heardAt, long refused) {

    public PolicyStatus {
        Objects.requireNonNull(current, "current");
    }
}

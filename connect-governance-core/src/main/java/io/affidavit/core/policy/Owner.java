/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Objects;

/**
 * Who answers for a part of the policy.
 *
 * @param id as rules and classes name it
 * @param contact how to reach them
 */
public record Owner(String id, String contact) {

    public Owner {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(contact, "contact");
    }
}

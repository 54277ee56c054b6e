/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.util.Objects;

/**
 * Whose content it is.
 *
 * @param tenant empty where unknown
 * @param subject the person, or whatever else can be forgotten on its own; empty where unknown
 */
public record Owner(String tenant, String subject) {

    public Owner {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
    }

    /** Both in UTF-8, each after its length in four bytes, big endian, so that no two owners share a form. */
    byte[] bytes() {
        return Scope.pair(tenant, subject);
    }

    /** Names nobody: owners are content. */
    @Override
    public String toString() {
        return "Owner";
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

/** {@link ToGovernanceEvent} that makes events as maps keeps the promises of every transform. */
class ToGovernanceEventAsMapContractTest extends ToGovernanceEventContractTest {

    @Override
    String form() {
        return "map";
    }
}

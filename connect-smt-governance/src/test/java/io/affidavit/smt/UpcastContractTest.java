/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import java.util.Map;

/** {@link EnforceSchemaVersion} with migrations and a contract keeps the promises of every transform. */
class UpcastContractTest extends EnforceSchemaVersionContractTest {

    @Override
    Map<String, String> settings() {
        return Map.of(
                "accept",
                ">=1.0 <=2",
                "target",
                "2",
                "migrations",
                "format: 1\nmigrations: [{from: '>=1 <2', to: 2, steps: [{move: {from: text, to: content.text}}]}]",
                "contract",
                "{\"required\":[\"content\"]}");
    }
}

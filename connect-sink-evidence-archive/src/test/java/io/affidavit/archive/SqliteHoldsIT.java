/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.util.Map;

/** Holds on the embedded catalog. */
class SqliteHoldsIT extends HoldContract {

    @Override
    Map<String, String> keys() {
        return Map.of();
    }
}

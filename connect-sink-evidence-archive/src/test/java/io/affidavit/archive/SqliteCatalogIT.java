/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.util.Map;

/** The embedded catalog: SQLite and a local directory. */
class SqliteCatalogIT extends CatalogContract {

    @Override
    Map<String, String> keys() {
        return Map.of();
    }
}

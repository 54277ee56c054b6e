/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.util.Map;

/** Iceberg's Hadoop catalog on a local directory. */
class HadoopCatalogIT extends CatalogContract {

    @Override
    Map<String, String> keys() {
        Map<String, String> keys = DocumentedCatalog.keys("Hadoop");
        keys.replace("iceberg.catalog.warehouse", "file:" + directory.resolve("hadoop"));
        return keys;
    }
}

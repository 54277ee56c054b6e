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
        return Map.of(
                "iceberg.catalog.type", "hadoop", "iceberg.catalog.warehouse", "file:" + directory.resolve("hadoop"));
    }
}

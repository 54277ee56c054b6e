/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.catalog.CatalogSecrets;
import io.affidavit.catalog.Catalogs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What is wrong with the keys of a catalog before anybody asks it. Messages hold no value. */
final class CatalogRules {

    private static final String URI = Catalogs.PREFIX + "uri";
    private static final String WAREHOUSE = Catalogs.PREFIX + "warehouse";

    private static final Pattern RENAMES_ATOMICALLY = Pattern.compile("(file|hdfs|viewfs):.*");

    private CatalogRules() {}

    /** Errors by key; empty when the catalog is worth asking. */
    static Map<String, String> faults(Map<String, String> configured, boolean confirmedSingleHost) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (Catalogs.isEmbedded(configured) && configured.get(Catalogs.EMBEDDED_DIRECTORY) == null) {
            faults.put(
                    CatalogKeys.EMBEDDED_DIRECTORY,
                    "There is no catalog. Set iceberg.catalog.type, iceberg.catalog.uri and iceberg.catalog.warehouse, or"
                            + " for a trial on one host " + CatalogKeys.EMBEDDED_DIRECTORY + ".");
            return faults;
        }
        if (!confirmedSingleHost) {
            checkHosts(configured, faults);
        }
        configured.forEach((key, value) -> {
            if (key.startsWith(Catalogs.PREFIX) && key.endsWith("uri") && CatalogSecrets.in(value)) {
                faults.put(
                        key,
                        "The address holds a password. Take it out, and give it by a ConfigProvider as"
                                + " iceberg.catalog.jdbc.password or the key of your catalog for it.");
            }
        });
        String warehouse = configured.getOrDefault(WAREHOUSE, "");
        if (Catalogs.isHadoop(configured)
                && !RENAMES_ATOMICALLY.matcher(warehouse).matches()) {
            faults.put(
                    WAREHOUSE,
                    "The Hadoop catalog commits by renaming a file, which an object store cannot do atomically: commits"
                            + " would be lost. Use a JDBC, REST or Glue catalog, or a warehouse that begins with file: or"
                            + " hdfs:.");
        }
        return faults;
    }

    private static void checkHosts(Map<String, String> configured, Map<String, String> faults) {
        if (Catalogs.isSingleHost(configured)) {
            faults.put(
                    CatalogKeys.SINGLE_HOST,
                    "The catalog is an SQLite file, which only one host sees: a task that moves to another host would"
                            + " begin a second archive. Set " + CatalogKeys.SINGLE_HOST
                            + "=true if all workers run on one host, or use a shared catalog.");
        } else if (Catalogs.isLocalWarehouse(configured)) {
            faults.put(
                    CatalogKeys.SINGLE_HOST,
                    "The warehouse is a local path: tasks on several hosts would scatter one table over their disks. Set "
                            + CatalogKeys.SINGLE_HOST
                            + "=true if all workers run on one host or mount the same there, or"
                            + " use an object store.");
        }
    }

    /** The key that a fault of the whole catalog belongs to. */
    static String addressKey(Map<String, String> configured) {
        if (Catalogs.isEmbedded(configured)) {
            return CatalogKeys.EMBEDDED_DIRECTORY;
        }
        return configured.containsKey(URI) || !Catalogs.isHadoop(configured) ? URI : WAREHOUSE;
    }
}

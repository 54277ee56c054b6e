/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.catalog.Catalogs;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.junit.jupiter.api.io.TempDir;

/** The embedded catalog: SQLite and a local directory. */
class SqliteExpiryIT extends ExpiryContract {

    @TempDir
    Path directory;

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Catalog catalog() {
        return Catalogs.open(Map.of("archive.embedded.directory", directory.toString()));
    }
}

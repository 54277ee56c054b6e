/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.expiry.DyingFileIO;
import io.affidavit.archive.expiry.DyingKeeper;
import io.affidavit.archive.expiry.DyingProcess;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A process of its own that erases a subject, without grace, and says how often it accessed the store: {@code DyingEraser
 * DIRECTORY}. Dies on its way where {@link DyingFileIO} says.
 */
final class DyingEraser {

    private DyingEraser() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        SigningKey key = SigningKey.parse(Files.readString(directory.resolve("signing-key.pem")));
        Catalog catalog = Catalogs.open(DyingKeeper.keys(directory, DyingFileIO.class.getName()));
        erase(() -> catalog.loadTable(TableIdentifier.of("db", "events")), key);
        System.out.println(DyingProcess.ACCESSES + DyingFileIO.accesses());
        Catalogs.close(catalog);
    }

    /** What a user does, who does it again after a crash. */
    static void erase(Supplier<Table> tables, SigningKey key) {
        Eraser eraser = new Eraser(
                new Upkeep(tables, Holding::of, key, "dying eraser", Duration.ofSeconds(20), DyingKeeper.CLOCK));
        eraser.erase(eraser.plan(ErasureFixture.subject()), ErasureContract.REQUEST, Duration.ZERO);
        eraser.advance();
    }
}

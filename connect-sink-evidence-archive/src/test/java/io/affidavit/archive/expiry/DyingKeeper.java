/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.seal.SealTerms;
import io.affidavit.archive.seal.Sealer;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A process of its own that does two rounds of expiry and sealing, without grace, and says how often it accessed the store: {@code
 * DyingKeeper DIRECTORY}. Dies on its way where {@link DyingFileIO} says.
 */
public final class DyingKeeper {

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T06:00:00Z"), ZoneOffset.UTC);

    private static final SealTerms SEALING = new SealTerms(Duration.ZERO, Duration.ZERO, Long.MAX_VALUE);

    private DyingKeeper() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        SigningKey key = SigningKey.parse(Files.readString(directory.resolve("signing-key.pem")));
        Catalog catalog = Catalogs.open(keys(directory, DyingFileIO.class.getName()));
        keep(() -> catalog.loadTable(TableIdentifier.of("db", "events")), key, 2);
        System.out.println(DyingProcess.ACCESSES + DyingFileIO.accesses());
        Catalogs.close(catalog);
    }

    /** Rounds of a keeper that leaves nothing a grace. */
    static void keep(Supplier<Table> tables, SigningKey key, int rounds) {
        Upkeep upkeep = new Upkeep(tables, Holding::of, key, "dying keeper", Duration.ofSeconds(20), CLOCK);
        Remover remover = new Remover(upkeep);
        Expirer expirer = new Expirer(upkeep);
        Sealer sealer = new Sealer(upkeep);
        for (int round = 0; round < rounds; round++) {
            remover.advance();
            expirer.drop(expirer.plan(ExpiryContract.RETENTION), Duration.ZERO);
            sealer.seal(sealer.plan(SEALING), Duration.ZERO);
        }
    }

    /** The keys of a catalog in a directory. */
    public static Map<String, String> keys(Path directory, String io) {
        return Map.of(
                "iceberg.catalog.type",
                "jdbc",
                "iceberg.catalog.jdbc.schema-version",
                "V1",
                "iceberg.catalog.uri",
                "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=60000&journal_mode=WAL",
                "iceberg.catalog.warehouse",
                "file:" + directory.resolve("warehouse"),
                "iceberg.catalog.io-impl",
                io);
    }
}

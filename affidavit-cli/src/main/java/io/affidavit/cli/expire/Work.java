/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.expire;

import io.affidavit.archive.expiry.Expirer;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** What both commands do with a table. */
final class Work {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Work() {}

    static Expirer expirer(OpenTable open, SigningKey key, String by) {
        return new Expirer(new Upkeep(
                () -> open.catalog().loadTable(open.id()), Holding::of, key, by, PATIENCE, Clock.systemUTC()));
    }

    static SigningKey key(Path file) {
        try {
            return SigningKey.read(file);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}

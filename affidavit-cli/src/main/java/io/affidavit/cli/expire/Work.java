/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.expire;

import io.affidavit.archive.commit.ChangeDeferredException;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.expiry.Expirer;
import io.affidavit.archive.expiry.Holding;
import io.affidavit.archive.hold.UnreadableHoldsException;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** What both commands do with a table. */
final class Work {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Work() {}

    static Expirer expirer(OpenTable open, SigningKey key, String by) {
        return new Expirer(
                () -> open.catalog().loadTable(open.id()), Holding::of, key, by, PATIENCE, Clock.systemUTC());
    }

    static SigningKey key(Path file) {
        try {
            return SigningKey.read(file);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    /** Does {@code work}, and says what is wrong in words that are safe to print. */
    static <T> T guarded(String what, OpenTable open, Supplier<T> work) {
        try {
            return work.get();
        } catch (ChangeRefusedException | ChangeDeferredException | UnreadableHoldsException e) {
            throw new Failure(e.getMessage());
        } catch (RuntimeException e) {
            throw e instanceof Failure
                    ? e
                    : Failure.of(what + " of table " + open.id(), e, "Check catalog and store, and do it again.");
        }
    }
}

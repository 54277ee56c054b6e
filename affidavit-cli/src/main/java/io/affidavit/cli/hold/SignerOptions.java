/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.hold;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeDeferredException;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.hold.HoldsTable;
import io.affidavit.archive.hold.InvalidPredicateException;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.UnreadableHoldsException;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options that say who changes holds, and with which key. */
final class SignerOptions {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Private key that signs the statement, in PEM, as affidavit keys generate makes it.")
    private Path key;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who does it; stands in the statement.")
    private String by;

    /** Filled in by picocli. */
    SignerOptions() {}

    /** The holds of a table, changed in this name and with this key. */
    LegalHolds of(OpenTable open) {
        try {
            return new LegalHolds(open.table(), SigningKey.read(key), by, Backoff.within(PATIENCE), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    /** Notes what was done in the table of holds beside the table. */
    static void note(String id, OpenTable open) {
        try {
            HoldsTable.update(open.catalog(), open.id(), open.table());
        } catch (RuntimeException e) {
            throw Failure.of(
                    "Cannot note hold " + id + " in table " + HoldsTable.NAME + ", though it is signed and done",
                    e,
                    "Do the same again.");
        }
    }

    /** Does {@code work}, and says what is wrong in words that are safe to print. */
    static <T> T guarded(String what, OpenTable open, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidPredicateException
                | ChangeRefusedException
                | ChangeDeferredException
                | UnreadableHoldsException e) {
            throw new Failure(e.getMessage());
        } catch (RuntimeException e) {
            throw e instanceof Failure
                    ? e
                    : Failure.of(what + " of table " + open.id(), e, "Check catalog and store, and do it again.");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.table;

import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.cli.output.Failure;
import io.affidavit.core.config.Durations;
import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;

/** What commands that change tables have in common. */
public final class Upkeeps {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Upkeeps() {}

    /** An open table in the hands of one who changes it. */
    public static Upkeep of(OpenTable open, SigningKey key, String by) {
        return new Upkeep(() -> open.catalog().loadTable(open.id()), Holding::of, key, by, PATIENCE, Clock.systemUTC());
    }

    /** @throws Failure when the file holds no key */
    @SuppressWarnings("UnusedException") // its message is told
    public static SigningKey key(Path file) {
        try {
            return SigningKey.read(file);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    /** @throws Failure when it is none that {@code --grace} takes */
    @SuppressWarnings("UnusedException") // said in full by the message
    public static Duration grace(String text) {
        try {
            Duration parsed = Durations.parse(text);
            if (!parsed.isNegative()) {
                return parsed;
            }
        } catch (DateTimeException e) {
            // falls through to the same answer
        }
        throw new Failure("Cannot read --grace: give a duration such as 7d, 12h or 0s.");
    }
}

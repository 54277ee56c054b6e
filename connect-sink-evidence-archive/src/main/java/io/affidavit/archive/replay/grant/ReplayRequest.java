/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a requester asks for. Nothing of it can be changed by the approval.
 *
 * @param id names the grant: letters, digits, dots, dashes
 * @param table name in the catalog, as {@code namespace.name}
 * @param tableUuid of the table: one that is made again under the name is another
 * @param connector the one connector that may use the grant; its source offsets say how much is used
 * @param topic that the records are written to
 * @param requester who asks
 * @param purpose what for
 * @param ticket where that is recorded
 * @param notBefore first instant of the grant, in whole milliseconds
 * @param expires first instant after it
 */
public record ReplayRequest(
        String id,
        String table,
        String tableUuid,
        String connector,
        String topic,
        String requester,
        String purpose,
        String ticket,
        Scope scope,
        Masking masking,
        Budget budget,
        Instant notBefore,
        Instant expires) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final int LONGEST = 1_000;

    public ReplayRequest {
        if (!ID.matcher(id).matches()) {
            throw new InvalidGrantException("its id is not of up to 64 letters, digits, dots and dashes.");
        }
        if (!TOPIC.matcher(topic).matches()) {
            throw new InvalidGrantException("its topic is no name of a topic.");
        }
        text("table", table);
        text("table UUID", tableUuid);
        text("connector", connector);
        text("requester", requester);
        text("purpose", purpose);
        text("ticket", ticket);
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(masking, "masking");
        Objects.requireNonNull(budget, "budget");
        if (!notBefore.isBefore(expires)) {
            throw new InvalidGrantException("it expires before it begins.");
        }
        time(notBefore);
        time(expires);
    }

    /** Finer times would not all survive being written and read. */
    static void time(Instant time) {
        if (!time.truncatedTo(ChronoUnit.MILLIS).equals(time)) {
            throw new InvalidGrantException("its times are not whole milliseconds.");
        }
    }

    static void text(String what, String value) {
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidGrantException(
                    "its " + what + " is empty, longer than " + LONGEST + " characters, or holds control characters.");
        }
    }
}

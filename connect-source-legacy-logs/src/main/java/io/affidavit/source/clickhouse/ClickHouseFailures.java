/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns refusals into exceptions of ours. Only the code of the error survives: messages may quote values. */
final class ClickHouseFailures {

    private static final int MOST_BYTES = 4096;
    private static final Pattern CODE = Pattern.compile("Code: ([0-9]{1,5})\\.");
    /** Timeouts, memory, too many queries, network, replicas behind, Keeper or the object store away, a server that stops. */
    private static final Set<Integer> RETRIABLE =
            Set.of(159, 160, 202, 203, 209, 210, 225, 236, 241, 242, 279, 285, 319, 394, 439, 473, 499, 999);

    private static final String LIMITED =
            "A limit of the user's profile, such as max_rows_to_read or max_result_rows, would "
                    + "end the answer early. Raise it, or lower source.page.rows.";

    private static final Map<Integer, String> ADVICE = Map.ofEntries(
            Map.entry(192, "The user is refused. Correct source.user."),
            Map.entry(193, "The password is refused. Correct source.password."),
            Map.entry(194, "A password is required. Set source.password."),
            Map.entry(516, "User or password is refused. Correct source.user and source.password."),
            Map.entry(
                    497,
                    "A privilege is missing. Grant the user SELECT on the table, and on system.parts for block numbers."),
            Map.entry(164, "The user may not change settings. Give its profile readonly = 2."),
            Map.entry(452, "The user's profile forbids a setting of this source. Lift the constraint for this user."),
            Map.entry(115, "The server does not know a setting of this source. Use ClickHouse 23.2 or later."),
            Map.entry(158, LIMITED),
            Map.entry(307, LIMITED),
            Map.entry(396, LIMITED),
            Map.entry(60, "The table does not exist, or not any more. Correct source.table, or restore it."),
            Map.entry(81, "The database does not exist. Correct source.database."),
            Map.entry(
                    47,
                    "A column does not exist any more. Correct the columns in the configuration, then restart the connector."),
            Map.entry(159, "The query took longer than source.request.timeout. Raise it, or lower source.page.rows."),
            Map.entry(
                    241,
                    "The query needs more memory than it may use. Lower source.page.rows, or raise max_memory_usage."),
            Map.entry(202, "The server runs too many queries. Lower tasks.max, or raise its limit."));

    private ClickHouseFailures() {}

    static StoreException of(int status, InputStream body, String action) throws IOException {
        Matcher found = CODE.matcher(new String(body.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1));
        int code = found.find() ? Integer.parseInt(found.group(1)) : 0;
        String what = code == 0 ? "status " + status : "error " + code;
        String message = "Cannot " + action + ": " + what + ". "
                + ADVICE.getOrDefault(code, "Look it up in system.errors, and see the server's log.");
        boolean busy = code == 0 && (status >= 500 || status == 429);
        return busy || RETRIABLE.contains(code) ? StoreException.retriable(message) : StoreException.fatal(message);
    }
}

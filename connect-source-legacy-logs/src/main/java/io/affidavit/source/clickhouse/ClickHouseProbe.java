/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.http.HttpCalls;
import io.affidavit.source.http.HttpEndpoint;
import io.affidavit.source.settings.ClickHouseKeys;
import io.affidavit.source.spi.StoreException;
import java.time.Duration;
import java.util.List;

/** Tries settings out on the server, without reading a row. */
public final class ClickHouseProbe {

    /** Applications write now and then; a table this much behind another is no longer written to. */
    private static final long STALE_SECONDS = Duration.ofDays(1).toSeconds();

    private ClickHouseProbe() {}

    /**
     * The first fault found; empty if a task could start.
     *
     * @param successors tables that the application may write to instead
     */
    public static List<Fault> faults(HttpEndpoint endpoint, ClickHouseSettings settings, List<String> successors) {
        String key = ClickHouseKeys.AUTHORITIES;
        try {
            ClickHouseApi api =
                    new ClickHouseApi(new HttpCalls(endpoint), settings.database(), endpoint.requestTimeout());
            key = ClickHouseKeys.URL;
            api.number("SELECT toUnixTimestamp64Micro(now64(6))", "ask the server for its clock");
            key = ClickHouseKeys.TABLE;
            TableResolver resolver = new TableResolver(settings, new TableInspector(api, settings).inspect());
            key = ClickHouseKeys.CURSOR;
            resolver.axis();
            key = ClickHouseKeys.KEYS_OF_ROW;
            resolver.keys();
            key = ReadingKeys.HASH_COLUMNS;
            resolver.hashed();
            key = ClickHouseKeys.TABLE;
            api.all(resolver.plan().first(0, 0), "read table " + settings.name());
            for (String successor : successors) {
                requireFresh(api, settings, successor);
            }
            return List.of();
        } catch (StoreException e) {
            return List.of(new Fault(key, e.getMessage()));
        }
    }

    private static void requireFresh(ClickHouseApi api, ClickHouseSettings settings, String successor)
            throws StoreException {
        String action = "tell whether table " + settings.name() + " is still written to";
        String exists = "SELECT toInt64(count()) FROM system.tables WHERE database = " + Sql.text(settings.database())
                + " AND name = " + Sql.text(successor);
        if (api.number(exists, action) == 0) {
            return;
        }
        long ahead = newest(api, settings.database(), successor, action)
                - newest(api, settings.database(), settings.table(), action);
        if (ahead > STALE_SECONDS) {
            throw StoreException.fatal("Cannot follow table " + settings.name() + ": the application writes to "
                    + successor + " instead, " + ahead / STALE_SECONDS
                    + " days ahead by now. Use the preset of that table; to read this one's history, "
                    + "set " + ClickHouseKeys.ACCEPT_STALE + "=true.");
        }
    }

    /** Seconds since the epoch, 0 for an empty table. */
    private static long newest(ClickHouseApi api, String database, String table, String action) throws StoreException {
        return api.number(
                "SELECT toInt64(toUnixTimestamp(max(created_at))) FROM " + Sql.name(database) + "." + Sql.name(table),
                action);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import io.affidavit.source.http.HttpCalls;
import io.affidavit.source.http.HttpEndpoint;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.KeyText;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** A ClickHouse table as a log source; one query per page. */
public final class ClickHouseLogSource implements LogSource {

    private static final int FIRST_LIMIT = 100;

    private final HttpCalls calls;
    private final ClickHouseApi api;
    private final TablePlan plan;
    private final SourceMeters meters;
    private final TableInspector inspector;
    private long average;
    private long greatest;

    private ClickHouseLogSource(HttpCalls calls, ClickHouseApi api, TablePlan plan, SourceMeters meters) {
        this.calls = calls;
        this.api = api;
        this.plan = plan;
        this.meters = meters;
        this.inspector = new TableInspector(api, plan.settings());
    }

    /** Connects and holds the settings against the table as it is; any fault of theirs is fatal. */
    public static ClickHouseLogSource open(HttpEndpoint endpoint, ClickHouseSettings settings, SourceMeters meters)
            throws StoreException {
        Objects.requireNonNull(meters, "meters");
        HttpCalls calls = new HttpCalls(endpoint);
        ClickHouseApi api = new ClickHouseApi(calls, settings.database(), endpoint.requestTimeout());
        TableShape shape = new TableInspector(api, settings).inspect();
        return new ClickHouseLogSource(calls, api, new TableResolver(settings, shape).plan(), meters);
    }

    @Override
    public long tableId() {
        return plan.shape().identity();
    }

    @Override
    public String hashColumns() {
        return plan.hashed().id();
    }

    @Override
    public PositionText positions() {
        return plan.axis();
    }

    @Override
    public boolean isTimed() {
        return plan.axis().time();
    }

    @Override
    public boolean isKey(String key) {
        return !key.isEmpty()
                && KeyText.values(key, plan.keys().size()).size() == plan.keys().size();
    }

    /**
     * For times the server's clock less the lag. For block numbers the greatest there is: an engine without replication
     * gives a block its number in the moment in which it becomes visible.
     */
    @Override
    public long safeBound() throws StoreException {
        String action =
                "find how far it is safe to read in table " + plan.settings().name();
        if (plan.axis().time()) {
            long now = api.number("SELECT toUnixTimestamp64Micro(now64(6))", action);
            return now - plan.settings().lag().toNanos() / 1000;
        }
        long newest = api.number(
                "SELECT toInt64(max(max_block_number)) FROM system.parts WHERE active AND database = "
                        + Sql.text(plan.settings().database()) + " AND table = "
                        + Sql.text(plan.settings().table()),
                action);
        if (newest < greatest) {
            throw StoreException.fatal(
                    "Cannot go on reading table " + plan.settings().name()
                            + ": its block numbers began anew, or its newest rows were deleted. Compare with affidavit reconcile; "
                            + "restart the connector to go on, or delete its offsets to read everything anew.");
        }
        greatest = newest;
        return newest + 1;
    }

    @Override
    public OptionalLong firstPosition(long from, long before) throws StoreException {
        String action = "find the next rows in table " + plan.settings().name();
        List<List<?>> first = api.all(plan.first(from, before), action);
        requireSameTable();
        return first.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of((Long) first.get(0).get(0));
    }

    @Override
    public boolean probe(long near) throws StoreException {
        api.all(
                "SELECT toInt64(1)",
                "ask the server of table " + plan.settings().name());
        return true;
    }

    @Override
    public OptionalLong remaining(LogSplit split, long most) throws StoreException {
        String action = "count the rows left in table " + plan.settings().name();
        return OptionalLong.of(
                (Long) api.all(plan.count(split, most), action).get(0).get(0));
    }

    @Override
    public RowPage read(PageRequest request) throws StoreException {
        if (request.split().isEmpty()) {
            return RowPage.END;
        }
        long begun = System.nanoTime();
        int limit = limit(request);
        PageBuffer page = new PageBuffer(plan, request);
        api.query(plan.page(request, limit), "read table " + plan.settings().name(), page::take);
        requireSameTable();
        if (!page.rows().isEmpty()) {
            average = Math.max(1, page.chars() / page.rows().size());
        }
        meters.page((System.nanoTime() - begun) / 1_000_000);
        return new RowPage(page.rows(), page.isExhausted(limit));
    }

    /** As many rows as will probably fit, so that the server prepares no more. */
    private int limit(PageRequest request) {
        long fit = average == 0 ? FIRST_LIMIT : request.maxChars() / average + 1;
        return (int) Math.min(request.maxRows(), fit);
    }

    /** Asked after each read: rows of a table that took the name meanwhile are not handed over. */
    private void requireSameTable() throws StoreException {
        if (inspector.identity() != tableId()) {
            throw StoreException.fatal(
                    "Cannot go on reading table " + plan.settings().name()
                            + ": it was replaced by another table of its name. Restart the connector to be told how to go on.");
        }
    }

    @Override
    public void cancel() {
        calls.cancel();
    }

    @Override
    public void close() {
        calls.cancel();
    }
}

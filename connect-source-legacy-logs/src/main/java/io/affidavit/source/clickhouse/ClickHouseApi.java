/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.affidavit.core.data.JsonText;
import io.affidavit.source.http.HttpCalls;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs queries that cannot write. Answers arrive whole or not at all: the server holds an answer back until the query
 * has succeeded, and no limit of the user's ends one early. Numbers keep their digits, decimals and values that are no numbers come as text, times in ISO-8601 UTC.
 */
final class ClickHouseApi {

    /** Takes one row of an answer. */
    @FunctionalInterface
    interface Rows {
        /**
         * @param row values in the order of the query
         * @param chars length of the row's JSON
         * @return whether to go on
         */
        boolean take(List<?> row, long chars) throws StoreException;
    }

    /** What a user's profile may set so that a query succeeds without all of its rows, and the value that prevents it. */
    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("timeout_overflow_mode", "throw"),
            Map.entry("read_overflow_mode", "throw"),
            Map.entry("read_overflow_mode_leaf", "throw"),
            Map.entry("result_overflow_mode", "throw"),
            Map.entry("sort_overflow_mode", "throw"),
            Map.entry("set_overflow_mode", "throw"),
            Map.entry("distinct_overflow_mode", "throw"),
            Map.entry("limit", "0"),
            Map.entry("offset", "0"),
            Map.entry("additional_table_filters", "{}"),
            Map.entry("additional_result_filter", ""),
            Map.entry("skip_unavailable_shards", "0"),
            Map.entry("use_query_cache", "0"));

    private final HttpCalls calls;
    private final String path;

    /** @param timeout after which the server gives a query up */
    ClickHouseApi(HttpCalls calls, String database, Duration timeout) {
        this.calls = calls;
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("database", database);
        settings.put("default_format", "JSONCompactEachRow");
        settings.put("readonly", "2");
        settings.put("max_execution_time", Long.toString(Math.max(1, timeout.toSeconds())));
        settings.put("wait_end_of_query", "1");
        settings.put("cancel_http_readonly_queries_on_client_close", "1");
        settings.put("date_time_output_format", "iso");
        settings.put("output_format_json_quote_64bit_integers", "0");
        settings.put("output_format_json_quote_decimals", "1");
        settings.put("output_format_json_quote_denormals", "1");
        settings.putAll(WHOLE);
        this.path = "/?"
                + settings.entrySet().stream()
                        .map(setting ->
                                setting.getKey() + "=" + URLEncoder.encode(setting.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    /** @param action for messages, as in {@code read table X} */
    void query(String sql, String action, Rows rows) throws StoreException {
        calls.call("POST", path, "text/plain; charset=UTF-8", sql, action, (status, body) -> {
            if (status != 200) {
                throw ClickHouseFailures.of(status, body, action);
            }
            try (JsonParser parser = JsonText.parser(body)) {
                read(parser, rows);
            }
            return status;
        });
    }

    private static void read(JsonParser parser, Rows rows) throws IOException, StoreException {
        long begun = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (!(JsonText.read(parser) instanceof List<?> row)) {
                throw new IOException();
            }
            long end = parser.currentLocation().getByteOffset();
            if (!rows.take(row, end - begun)) {
                return;
            }
            begun = end;
        }
    }

    /** All rows of a small answer. */
    List<List<?>> all(String sql, String action) throws StoreException {
        List<List<?>> all = new ArrayList<>();
        query(sql, action, (row, chars) -> all.add(row));
        return all;
    }

    /** The whole number that is the only value of an answer of one row. */
    long number(String sql, String action) throws StoreException {
        List<List<?>> answer = all(sql, action);
        if (answer.size() == 1 && answer.get(0).size() == 1 && answer.get(0).get(0) instanceof Long number) {
            return number;
        }
        throw StoreException.fatal(
                "Cannot " + action + ": the answer has not the form of ClickHouse. Correct source.url.");
    }
}

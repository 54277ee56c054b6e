/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import io.affidavit.core.identity.Digests;
import io.affidavit.source.spi.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a table's description. */
final class TableInspector {

    private static final Pattern NUMBERS = Pattern.compile("enable_block_number_column\\s*=\\s*(1|true)");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final ClickHouseApi api;
    private final ClickHouseSettings settings;

    TableInspector(ClickHouseApi api, ClickHouseSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    TableShape inspect() throws StoreException {
        List<?> table = table();
        return new TableShape(
                identity(table), columns(), sortingKey(String.valueOf(table.get(3))), whyNoBlockNumbers(table));
    }

    /** The number that another table of the name would not have. */
    long identity() throws StoreException {
        return identity(table());
    }

    private List<?> table() throws StoreException {
        List<List<?>> tables = api.all(
                "SELECT toString(uuid), engine, engine_full, sorting_key, toString(metadata_modification_time) FROM system.tables"
                        + where("name"),
                "look for table " + settings.name());
        if (tables.isEmpty()) {
            throw StoreException.fatal(
                    "Cannot find table " + settings.name()
                            + ": it does not exist, or the user may not see it. Correct source.database and source.table, or grant SELECT on it.");
        }
        return tables.get(0);
    }

    private Map<String, String> columns() throws StoreException {
        Map<String, String> columns = new LinkedHashMap<>();
        String sql = "SELECT name, type FROM system.columns" + where("table")
                + " AND default_kind NOT IN ('ALIAS', 'EPHEMERAL')" + " ORDER BY position";
        for (List<?> column : api.all(sql, "read the columns of table " + settings.name())) {
            columns.put(String.valueOf(column.get(0)), String.valueOf(column.get(1)));
        }
        return columns;
    }

    private String where(String tableColumn) {
        return " WHERE database = " + Sql.text(settings.database()) + " AND " + tableColumn + " = "
                + Sql.text(settings.table());
    }

    private static long identity(List<?> table) {
        String digest = Digests.sha256Hex(String.valueOf(table.get(0)).getBytes(StandardCharsets.UTF_8));
        return Long.parseUnsignedLong(digest.substring(0, 16), 16);
    }

    private static List<String> sortingKey(String expression) {
        List<String> parts =
                Arrays.stream(expression.split(",")).map(String::trim).toList();
        return parts.stream().allMatch(part -> PLAIN_NAME.matcher(part).matches()) ? parts : List.of();
    }

    /**
     * Only the engines without replication number blocks table-wide and in the order in which they become visible; the
     * others count within each partition.
     */
    private static Optional<String> whyNoBlockNumbers(List<?> table) {
        String engine = String.valueOf(table.get(1));
        if (!engine.endsWith("MergeTree") || engine.startsWith("Replicated") || engine.startsWith("Shared")) {
            return Optional.of("the engine " + engine + " numbers blocks within partitions, or not at all");
        }
        return NUMBERS.matcher(String.valueOf(table.get(2))).find()
                ? Optional.empty()
                : Optional.of("the table does not keep them (enable_block_number_column)");
    }
}

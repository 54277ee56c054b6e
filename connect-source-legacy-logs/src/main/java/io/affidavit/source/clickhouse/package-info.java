/**
 * Tables of ClickHouse, over its HTTP interface. Rows are read in order of (cursor, key), by time behind a lag, or by the
 * numbers that ClickHouse gives to inserted blocks.
 */
package io.affidavit.source.clickhouse;

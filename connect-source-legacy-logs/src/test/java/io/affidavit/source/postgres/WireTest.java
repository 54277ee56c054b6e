/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {

    @ParameterizedTest
    @CsvSource({
        "text,        textsend,         TEXT",
        "json,        json_send,        TEXT",
        "jsonb,       jsonb_send,       JSONB",
        "int2,        int2send,         NUMBER",
        "int4,        int4send,         NUMBER",
        "int8,        int8send,         NUMBER",
        "timestamp,   timestamp_send,   TIME",
        "timestamptz, timestamptz_send, TIME",
        "float8,      float8send,       AS_TEXT",
        "bool,        boolsend,         AS_TEXT",
        "uuid,        uuid_send,        AS_TEXT",
        "_text,       array_send,       AS_TEXT",
        // of another type than its name says, as of a type or a domain of a user's
        "int4,        int8send,         AS_TEXT",
        "counter,     int8send,         AS_TEXT",
        "vector,      '',               AS_TEXT",
    })
    void takesTheBinaryFormWhereItSaysAsMuchAsTheText(String type, String sender, Wire wire) {
        assertThat(Wire.of(column(type, sender, "some_out"), false)).isEqualTo(wire);
    }

    @Test
    void keepsTimesOfKeysAsTheServerWritesThem() {
        assertThat(Wire.of(column("timestamptz", "timestamptz_send", "timestamptz_out"), true))
                .isEqualTo(Wire.AS_TEXT);
        assertThat(Wire.of(column("int8", "int8send", "int8out"), true)).isEqualTo(Wire.NUMBER);
    }

    @Test
    void asksForTextsByTheCatalogsFunctionsOnly() {
        assertThat(Wire.AS_TEXT.selected(column("float8", "float8send", "float8out")))
                .isEqualTo("pg_catalog.textin(pg_catalog.\"float8out\"(\"c\"))");
        assertThat(Wire.AS_TEXT.selected(column("vector", "", "")))
                .isEqualTo("CASE WHEN pg_catalog.num_nulls(\"c\") = 0 THEN pg_catalog.format('%s', \"c\") END");
        assertThat(Wire.TEXT.selected(column("text", "textsend", "textout"))).isEqualTo("\"c\"");
    }

    private static Column column(String type, String sender, String writer) {
        return new Column("c", type, "s." + type, 6, true, null, ColumnKind.of(type), sender, writer);
    }
}

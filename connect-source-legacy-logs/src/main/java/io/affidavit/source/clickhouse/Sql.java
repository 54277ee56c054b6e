/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

/** Names and values inside statements. */
final class Sql {

    private Sql() {}

    static String name(String identifier) {
        return '`' + escaped(identifier, '`') + '`';
    }

    static String text(String value) {
        return '\'' + escaped(value, '\'') + '\'';
    }

    private static String escaped(String text, char quote) {
        String slashed = text.replace("\\", "\\\\");
        return slashed.replace(String.valueOf(quote), "\\" + quote);
    }
}

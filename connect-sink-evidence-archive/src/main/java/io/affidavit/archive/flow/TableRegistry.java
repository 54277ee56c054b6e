/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Table;

/**
 * The tables that records were ever routed to, kept as properties of the book: {@code affidavit.table.<name>} holds the
 * template that led there. A table is enlisted before its first row, so what is not enlisted holds nothing; the number of
 * tables is counted here, for all tasks and over restarts. Not thread-safe.
 */
final class TableRegistry {

    /** What the properties begin with; the table's full name follows. */
    static final String PREFIX = "affidavit.table.";

    private final Table book;
    private final String template;

    TableRegistry(Table book, String template) {
        this.book = book;
        this.template = template;
    }

    boolean has(String name) {
        return book.properties().containsKey(PREFIX + name);
    }

    /** How many there are, as of the book's last refresh. */
    int size() {
        return (int) book.properties().keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .count();
    }

    /** Makes it known that this template leads to the table. Other tasks may do the same at the same time. */
    void enlist(String name) {
        if (!template.equals(book.properties().get(PREFIX + name))) {
            book.updateProperties().set(PREFIX + name, template).commit();
            // Now, while the catalog answers: whoever looks at the book next must not have to wait for it.
            book.refresh();
        }
    }

    /** Every table that a book knows of; none if the table is no book. */
    static Stream<String> namesIn(Table book) {
        return book.properties().keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> key.substring(PREFIX.length()));
    }

    /** Tables that another template led to last. */
    List<String> ofOtherTemplates() {
        return book.properties().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX) && !template.equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .map(key -> key.substring(PREFIX.length()))
                .sorted()
                .toList();
    }
}

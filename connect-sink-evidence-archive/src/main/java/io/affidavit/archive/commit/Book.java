/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Which table of an archive keeps the positions that reading resumes at: the events table itself, or, where events go to
 * several tables, the book. A table cannot change its role, because its watermarks mean something else in each.
 */
public final class Book {

    /** Table property that a book has. */
    public static final String PROPERTY = "affidavit.book";

    private Book() {}

    /** Why {@code table} cannot be the book of a routed archive; empty when it can. */
    public static Optional<String> faultAsBook(Table table) {
        return isBook(table) || Watermarks.of(table).marks().isEmpty()
                ? Optional.empty()
                : Optional.of("it was the quarantine of a single events table");
    }

    /** Why {@code table} cannot belong to an archive of one events table; empty when it can. */
    public static Optional<String> faultWithoutBook(Table table) {
        return isBook(table) ? Optional.of("it keeps the book of an archive of several tables") : Optional.empty();
    }

    /** Makes {@code table} the book, for good. */
    public static void open(Table table) {
        if (!isBook(table)) {
            table.updateProperties().set(PROPERTY, "true").commit();
        }
    }

    private static boolean isBook(Table table) {
        return Boolean.parseBoolean(table.properties().get(PROPERTY));
    }
}

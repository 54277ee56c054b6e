/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.route.TableTemplate;
import java.util.Objects;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * How records find their tables when there are several.
 *
 * @param book name of the table that keeps the book, to which no record may lead
 * @param created columns of a table that is created
 * @param creates whether an unknown table is created
 * @param failsOnUnknown whether a record whose table is unknown, and may not be created, fails the task; else it goes to the
 *     quarantine
 * @param maxTables how many tables there may be
 */
public record Routing(
        TableTemplate template,
        TableIdentifier book,
        Schema created,
        boolean creates,
        boolean failsOnUnknown,
        int maxTables) {

    public Routing {
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(book, "book");
        Objects.requireNonNull(created, "created");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.source.document.DocumentHash;
import io.affidavit.source.document.Documents;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.spi.UtcMicros;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of a page while it fills: in order, after the row that the request names, until a limit is reached. */
final class PageBuffer {

    private final PageRequest request;
    private final boolean nanoseconds;
    private final DocumentHash hash;
    private final Hit after;
    private final List<SourceRow> rows = new ArrayList<>();
    private Hit last;
    private long chars;

    /** @throws StoreException fatal, if the request's position is not of this source */
    PageBuffer(PageRequest request, boolean nanoseconds, DocumentHash hash) throws StoreException {
        this.request = request;
        this.nanoseconds = nanoseconds;
        this.hash = hash;
        this.after = request.after() == null ? null : hitOf(request.after(), nanoseconds);
        this.last = after;
    }

    private static Hit hitOf(Position position, boolean nanoseconds) throws StoreException {
        DocumentKey key = DocumentKey.parse(position.key(), nanoseconds)
                .orElseThrow(() -> StoreException.fatal(
                        "Cannot go on reading: the stored key is not of the form that the time field's type gives. "
                                + "Delete the connector's offsets to read everything anew."));
        return new Hit(position.cursor(), key, null, 0);
    }

    /** The least cursor that may still be missing. */
    long from() {
        LogSplit split = request.split();
        return after == null ? split.from() : Math.max(split.from(), after.cursor());
    }

    /** The key of this cursor after which documents are missing, or null for all of them. */
    DocumentKey keyBefore(long cursor) {
        return last != null && last.cursor() == cursor ? last.key() : null;
    }

    boolean isFull() {
        return rows.size() >= request.maxRows() || chars >= request.maxChars();
    }

    int rowsLeft() {
        return request.maxRows() - rows.size();
    }

    long charsLeft() {
        return request.maxChars() - chars;
    }

    /**
     * Takes a document, unless it lies outside the request. Those of one position, copies in several indices, stay
     * together, for a later page begins after the position.
     *
     * @return false if the page was full before
     */
    boolean take(Hit hit) throws StoreException {
        boolean outside = hit.cursor() < request.split().from()
                || hit.cursor() >= request.split().before();
        if (outside || (after != null && Hit.ORDER.compare(hit, after) <= 0)) {
            return true;
        }
        if (isFull() && Hit.ORDER.compare(hit, last) != 0) {
            return false;
        }
        if (hit.source() == null) {
            throw StoreException.fatal("Cannot read a document as it was indexed: its index keeps no _source. "
                    + "Leave that index out of source.index.");
        }
        Map<String, Object> document = Documents.plainMap(hit.source());
        rows.add(new SourceRow(
                new Position(hit.cursor(), hit.key().text(nanoseconds)),
                UtcMicros.TEXT.format(hit.cursor()),
                hash.of(document),
                null,
                document,
                hit.chars()));
        chars += hit.chars();
        last = hit;
        return true;
    }

    List<SourceRow> rows() {
        return rows;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonDocuments;
import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRow;
import io.affidavit.lake.unit.UnitRows;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** JSON objects one after another, or in arrays. */
final class JsonRows implements UnitRows {

    private final RowLimit in;
    private final JsonDocuments documents;
    private long number;
    private long offset;

    JsonRows(RowLimit in) throws IOException {
        this.in = in;
        this.documents = JsonDocuments.of(in);
    }

    @Override
    public UnitRow next() throws IOException {
        try {
            Optional<Map<String, Object>> row = documents.next();
            in.rowEnded();
            long end = documents.offset();
            long size = end - offset;
            offset = end;
            return row.isEmpty() ? null : new UnitRow(number++, PlainJson.of(row.get()), size);
        } catch (InvalidJsonException e) {
            throw UnitException.damaged("it is no valid JSON from object " + (number + 1) + " on");
        }
    }

    @Override
    public void close() throws IOException {
        documents.close();
        in.close();
    }
}

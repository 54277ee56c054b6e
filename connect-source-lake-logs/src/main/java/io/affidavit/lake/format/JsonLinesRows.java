/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRow;
import io.affidavit.lake.unit.UnitRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** One JSON object per line, numbered by line; empty lines give no row. */
final class JsonLinesRows implements UnitRows {

    private static final int BUFFER = 1 << 16;

    private final RowLimit in;
    private final long first;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int filled;
    private long number;

    /** @param first lines before this number are not parsed */
    JsonLinesRows(RowLimit in, long first) {
        this.in = in;
        this.first = first;
    }

    @Override
    public UnitRow next() throws IOException {
        while (readLine()) {
            long here = number++;
            in.rowEnded();
            if (here >= first && !isBlank()) {
                return new UnitRow(here, parse(line.toByteArray(), here), line.size());
            }
        }
        return null;
    }

    private static Map<String, Object> parse(byte[] json, long number) throws UnitException {
        try {
            if (JsonText.parse(json) instanceof Map<?, ?> members) {
                return PlainJson.of(members);
            }
        } catch (InvalidJsonException e) {
            throw UnitException.damaged("line " + (number + 1) + " is no valid JSON");
        }
        throw UnitException.damaged("line " + (number + 1) + " is no JSON object");
    }

    private boolean readLine() throws IOException {
        line.reset();
        boolean any = false;
        while (true) {
            if (at == filled) {
                filled = Math.max(0, in.read(buffer, 0, buffer.length));
                at = 0;
                if (filled == 0) {
                    return any;
                }
            }
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, at, end - at);
            at = Math.min(filled, end + 1);
            if (end < filled) {
                return true;
            }
        }
    }

    private boolean isBlank() {
        for (byte each : line.toByteArray()) {
            if (each > ' ' || each < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRow;
import io.affidavit.lake.unit.UnitRows;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Comma-separated values as of RFC 4180: a line of names, then rows, whose values in quotes may hold line ends. */
final class CsvRows implements UnitRows {

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final RowLimit in;
    private final char delimiter;
    private MappingIterator<Map<String, String>> rows;
    private long number;

    CsvRows(RowLimit in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    @Override
    public UnitRow next() throws IOException {
        try {
            if (rows == null) {
                PushbackInputStream bytes = new PushbackInputStream(in);
                int first = bytes.read();
                if (first < 0) {
                    return null;
                }
                bytes.unread(first);
                rows = MAPPER.readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader().withColumnSeparator(delimiter))
                        .readValues(bytes);
            }
            if (!rows.hasNextValue()) {
                return null;
            }
            requireDistinctNames();
            Map<String, Object> row = new LinkedHashMap<>(rows.nextValue());
            in.rowEnded();
            return new UnitRow(number++, row, Texts.chars(row));
        } catch (JsonProcessingException e) {
            throw UnitException.damaged(
                    "row " + (number + 1) + " is no valid CSV (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void requireDistinctNames() throws UnitException {
        if (number > 0) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (CsvSchema.Column column : (CsvSchema) rows.getParser().getSchema()) {
            if (!names.add(column.getName())) {
                throw UnitException.damaged("its first line repeats a name");
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
        in.close();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.core.contract.EventContract;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What a table holds in the columns both sinks write, whatever the order of its rows: equal tables have equal ones. Reads
 * the table back through Iceberg.
 */
final class SharedColumns {

    private static final List<String> NAMES = SchemaParser.fromJson(EventContract.icebergSchema()).columns().stream()
            .map(NestedField::name)
            .toList();

    private long rows;
    private BigInteger sum = BigInteger.ZERO;

    void add(Table table) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (CloseableIterable<Record> records =
                IcebergGenerics.read(table).select(NAMES).build()) {
            for (Record record : records) {
                sum = sum.add(new BigInteger(1, sha256.digest(text(record).getBytes(StandardCharsets.UTF_8))));
                rows++;
            }
        }
    }

    long rows() {
        return rows;
    }

    private static String text(Record record) {
        StringBuilder text = new StringBuilder();
        for (String name : NAMES) {
            text.append(name).append('=').append(record.getField(name)).append('\n');
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SharedColumns that && rows == that.rows && sum.equals(that.sum);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, sum);
    }

    @Override
    public String toString() {
        return rows + " rows of digest " + sum.toString(16);
    }
}

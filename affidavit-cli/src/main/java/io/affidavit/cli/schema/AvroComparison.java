/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.schema;

import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Compares Avro schemas by the rules of Avro's own schema resolution. */
final class AvroComparison {

    private AvroComparison() {}

    static List<Found> found(Schema writer, Schema reader) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(incompatibility -> new Found(
                        path(incompatibility.getLocation()),
                        incompatibility.getType().name().toLowerCase(Locale.ROOT),
                        incompatibility.getMessage()))
                .toList();
    }

    /** A JSON pointer into the schema, such as {@code /fields/2/type}. */
    private static String path(String location) {
        return location.equals("/") ? "*" : location;
    }
}

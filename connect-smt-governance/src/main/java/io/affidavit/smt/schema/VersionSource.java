/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.tags.GovHeaders;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;

/** Where a record states its version. */
sealed interface VersionSource {

    /**
     * What the record states, unread; null if it states nothing.
     *
     * @param content the record's value, parsed where it is JSON text; null where it is none that can be read
     */
    Object stated(ConnectRecord<?> record, Object content);

    /** For messages and the {@code gov.reject.path} header: comes from configuration only. */
    String path();

    /** The field that states the version, or null if none does. */
    default FieldPath field() {
        return null;
    }

    /** The header that states the version, or null if none does. */
    default String header() {
        return null;
    }

    /** Whether only whole numbers can be stated. */
    default boolean wholeNumbers() {
        return false;
    }

    /**
     * Reads {@code auto}, {@code schema}, {@code field:<path>} or {@code header:<name>}.
     *
     * @throws IllegalArgumentException for any other text
     */
    static VersionSource parse(String text) {
        String trimmed = text.trim();
        if (trimmed.equals("auto")) {
            return new FirstOf(List.of(
                    new InField(FieldPath.parse("schema_version")), new InSchema(), new InHeader(GovHeaders.SCHEMA)));
        }
        if (trimmed.equals("schema")) {
            return new InSchema();
        }
        if (trimmed.startsWith("field:")) {
            FieldPath path = FieldPath.parse(trimmed.substring("field:".length()));
            if (!path.literal()) {
                throw new IllegalArgumentException(
                        "Cannot read version source: the path has a wildcard. Name one field.");
            }
            return new InField(path);
        }
        if (trimmed.startsWith("header:") && trimmed.length() > "header:".length()) {
            return new InHeader(trimmed.substring("header:".length()));
        }
        throw new IllegalArgumentException(
                "Cannot read version source. Write auto, schema, field:<path> or header:<name>.");
    }

    /** The integer version of the Connect schema. */
    record InSchema() implements VersionSource {
        @Override
        public Object stated(ConnectRecord<?> record, Object content) {
            Schema schema = record.valueSchema();
            return schema == null ? null : schema.version();
        }

        @Override
        public boolean wholeNumbers() {
            return true;
        }

        @Override
        public String path() {
            return "schema";
        }
    }

    /** A field of the value: Struct, Map, or JSON object as text or bytes. */
    record InField(FieldPath field, List<String> names) implements VersionSource {

        InField(FieldPath field) {
            this(field, field.segments());
        }

        @Override
        public Object stated(ConnectRecord<?> record, Object content) {
            return Content.field(content, names);
        }

        @Override
        public String path() {
            return field.toString();
        }
    }

    /** A header that holds a version or {@code name:version}. */
    record InHeader(String header) implements VersionSource {
        @Override
        public Object stated(ConnectRecord<?> record, Object content) {
            String text = GovHeaders.text(record.headers(), header);
            return text == null ? null : text.substring(text.lastIndexOf(':') + 1);
        }

        @Override
        public String path() {
            return header;
        }
    }

    /** The first place that states anything decides, even if what it states is invalid. */
    record FirstOf(List<VersionSource> places) implements VersionSource {

        public FirstOf {
            places = List.copyOf(places);
        }

        @Override
        public Object stated(ConnectRecord<?> record, Object content) {
            for (VersionSource place : places) {
                Object stated = place.stated(record, content);
                if (stated != null) {
                    return stated;
                }
            }
            return null;
        }

        @Override
        public FieldPath field() {
            return places.stream()
                    .map(VersionSource::field)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String header() {
            return places.stream()
                    .map(VersionSource::header)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String path() {
            return places.get(0).path();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.quarantine.QuarantineColumns;
import io.affidavit.catalog.Catalogs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveLayoutTest {

    @TempDir
    Path directory;

    @Test
    void createsTheContractTableAsPinned() throws IOException {
        assertThat(description(ArchiveColumns.ofContract())).isEqualTo(golden("events-table.txt"));
    }

    @Test
    void createsTheQuarantineTableAsPinned() throws IOException {
        assertThat(description(QuarantineColumns.schema())).isEqualTo(golden("quarantine-table.txt"));
    }

    @Test
    void refusesAnotherPartitioning() {
        Schema schema = ArchiveColumns.around(List.of());
        assertThat(ArchiveLayout.fault(schema, ArchiveLayout.spec(schema))).isEmpty();
        assertThat(ArchiveLayout.fault(schema, PartitionSpec.unpartitioned())).isPresent();
        assertThat(ArchiveLayout.fault(
                        schema,
                        PartitionSpec.builderFor(schema)
                                .identity("retention_class")
                                .day("event_time")
                                .build()))
                .hasValueSatisfying(fault -> assertThat(fault).contains("custody:identity"));
    }

    @Test
    void refusesATableWithoutTheArchivesColumns() {
        Schema schema = new Schema(
                Types.NestedField.required(1, "retention_class", Types.StringType.get()),
                Types.NestedField.required(2, "custody", Types.StringType.get()),
                Types.NestedField.required(3, "event_time", Types.TimestampType.withZone()));
        assertThat(ArchiveLayout.fault(schema, ArchiveLayout.spec(schema)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("anomaly"));
    }

    @Test
    void leavesTheSettingsOfAnExistingTableToItsOwner() {
        Catalog catalog = Catalogs.open(Map.of(Catalogs.EMBEDDED_DIRECTORY, directory.toString()));
        try {
            // Given a table whose owner changed some settings and removed others
            ArchiveTables tables = new ArchiveTables(catalog);
            TableIdentifier id = TableIdentifier.of("a", "b");
            tables.findOrCreate(id, ArchiveColumns.ofContract())
                    .updateProperties()
                    .set("write.parquet.dict-size-bytes", "7777")
                    .set("write.parquet.compression-codec", "gzip")
                    .remove("write.parquet.row-group-size-bytes")
                    .commit();
            Map<String, String> before = Map.copyOf(catalog.loadTable(id).properties());

            // When it is opened again, then nothing of them is set back
            assertThat(tables.findOrCreate(id, ArchiveColumns.ofContract()).properties())
                    .isEqualTo(before)
                    .containsEntry("write.parquet.dict-size-bytes", "7777")
                    .doesNotContainKey("write.parquet.row-group-size-bytes");
        } finally {
            Catalogs.close(catalog);
        }
    }

    @Test
    void sortsByTenantAndTimeWhereThereIsATenant() {
        assertThat(ArchiveLayout.sortOrder(ArchiveColumns.ofContract()).fields())
                .hasSize(2);
        assertThat(ArchiveLayout.sortOrder(QuarantineColumns.schema()).fields()).hasSize(1);
    }

    private String description(Schema schema) {
        Catalog catalog = Catalogs.open(Map.of(Catalogs.EMBEDDED_DIRECTORY, directory.toString()));
        try {
            Table table = new ArchiveTables(catalog).findOrCreate(TableIdentifier.of("a", "b"), schema);
            return SchemaParser.toJson(table.schema(), true) + "\n" + PartitionSpecParser.toJson(table.spec(), true)
                    + "\n" + new TreeMap<>(table.properties()) + "\n";
        } finally {
            Catalogs.close(catalog);
        }
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ArchiveLayoutTest.class.getResourceAsStream("/golden/table/" + name)) {
            return in == null ? "missing" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

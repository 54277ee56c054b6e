/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** An archive of one table per tenant: its settings, records that go everywhere, and what its tables must hold. */
final class Tenants {

    static final String BOOK = "ai.refused";

    private Tenants() {}

    static Map<String, String> config(Map<String, String> overrides) {
        Map<String, String> config = new HashMap<>(Map.of(
                "archive.table", "ai.${tenant_id}",
                "archive.quarantine.table", BOOK,
                "archive.commit.timeout", "200ms"));
        config.putAll(overrides);
        return config;
    }

    static ArchiveHarness start(Path directory) {
        return ArchiveHarness.start(directory, config(Map.of()));
    }

    static SinkRecord of(String tenant, long offset) {
        Struct event = Events.struct(offset);
        event.put("tenant_id", tenant);
        return Events.record(0, offset, event);
    }

    /** In turns: tenants a, b and c, no JSON, no tenant, a tombstone. */
    static SinkRecord mixed(long offset) {
        return switch ((int) (offset % 6)) {
            case 0 -> of("a", offset);
            case 1 -> of("b", offset);
            case 2 -> of("c", offset);
            case 3 -> Events.poison(offset);
            case 4 -> of(null, offset);
            default -> Events.tombstone(offset);
        };
    }

    static List<SinkRecord> mixed(long from, long to) {
        return LongStream.range(from, to).mapToObj(Tenants::mixed).toList();
    }

    /** Where {@link #mixed(long, long)} from 0 on must have gone. */
    static Map<String, List<Long>> mixedOffsets(long to) {
        Map<String, List<Long>> offsets = new TreeMap<>();
        for (long offset = 0; offset < to; offset++) {
            String table = switch ((int) (offset % 6)) {
                case 0 -> "ai.a";
                case 1 -> "ai.b";
                case 2 -> "ai.c";
                case 3, 4 -> BOOK;
                default -> null;
            };
            if (table != null) {
                offsets.computeIfAbsent(table, t -> new ArrayList<>()).add(offset);
            }
        }
        return offsets;
    }

    static Table table(ArchiveHarness archive, String name) {
        return archive.catalog().loadTable(TableIdentifier.parse(name));
    }

    /** Offsets of every table of the namespace {@code ai} that has rows, repeats included. */
    static Map<String, List<Long>> offsets(ArchiveHarness archive) {
        Map<String, List<Long>> offsets = new TreeMap<>();
        for (TableIdentifier id : archive.catalog().listTables(Namespace.of("ai"))) {
            List<Long> held = ArchiveHarness.offsets(archive.catalog().loadTable(id));
            if (!held.isEmpty()) {
                offsets.put(id.toString(), held);
            }
        }
        return offsets;
    }

    /** Rules of the quarantined records, by offset. */
    static Map<Long, String> rules(ArchiveHarness archive) {
        Map<Long, String> rules = new TreeMap<>();
        ArchiveHarness.rows(table(archive, BOOK))
                .forEach(row -> rules.put(
                        (Long) ((Record) row.getField("_kafka")).getField("offset"), (String) row.getField("rule")));
        return rules;
    }

    static void assertEveryTableVerifies(ArchiveHarness archive) {
        List<TableIdentifier> tables = archive.catalog().listTables(Namespace.of("ai"));
        assertThat(tables).isNotEmpty();
        tables.forEach(id -> {
            Table table = archive.catalog().loadTable(id);
            if (table.currentSnapshot() != null) {
                ExactlyOnceIT.assertVerifies(table);
            }
        });
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.identity.RowChecksum;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.EmbeddedServer.Database;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** The rows most tests read, and checksums over what was read. */
final class EventRows {

    private EventRows() {}

    static void events(Database database, int rows) {
        database.execute(
                "CREATE TABLE events (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), body text)",
                "CREATE INDEX ON events (at, id)",
                "INSERT INTO events SELECT i::text, '2026-01-01'::timestamptz + i * interval '2 min', 'body ' || i FROM generate_series(1, "
                        + rows + ") i");
    }

    static RowChecksum checksum(List<SourceRecord> records) {
        RowChecksum checksum = new RowChecksum();
        for (SourceRecord record : records) {
            checksum.add(
                    GovHeaders.text(record.headers(), GovHeaders.SOURCE_KEY),
                    GovHeaders.text(record.headers(), GovHeaders.SOURCE_ROW_HASH));
        }
        return checksum;
    }

    static RowChecksum total(Map<Map<String, ?>, Map<String, ?>> offsets) {
        RowChecksum total = new RowChecksum();
        for (Map<String, ?> offset : offsets.values()) {
            total.merge(RowChecksum.parse(offset.get("count") + ":" + offset.get("sum") + ":" + offset.get("xor")));
        }
        return total;
    }
}

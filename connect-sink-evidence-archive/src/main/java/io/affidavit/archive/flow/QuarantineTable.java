/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.convert.Conversion;
import io.affidavit.archive.quarantine.QuarantineRows;
import org.apache.kafka.connect.sink.SinkRecord;

/** The table of refused records. */
record QuarantineTable(TableArchive archive, QuarantineRows rows) {

    /**
     * Takes a refused record.
     *
     * @throws IoFailure when a store failed; the batch is lost then
     */
    void add(SourcePartition source, SinkRecord record, Conversion.Refused refusal) {
        archive.write(rows.row(record, refusal), source, record.originalKafkaOffset());
    }
}

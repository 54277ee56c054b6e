/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** A worker's reporter whose topic answers when the test says so. The real one is in the integration tests. */
final class Reporter implements ErrantRecordReporter {

    private final List<SinkRecord> records = new ArrayList<>();
    final List<Throwable> reasons = new ArrayList<>();
    final List<CompletableFuture<Void>> letters = new ArrayList<>();

    @Override
    public Future<Void> report(SinkRecord record, Throwable error) {
        records.add(record);
        reasons.add(error);
        letters.add(new CompletableFuture<>());
        return letters.get(letters.size() - 1);
    }

    void acknowledgeAll() {
        letters.forEach(letter -> letter.complete(null));
    }

    List<Long> offsets() {
        return records.stream().map(SinkRecord::kafkaOffset).toList();
    }
}

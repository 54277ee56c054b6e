/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.convert.Conversion;
import io.affidavit.archive.convert.Rejection;
import io.affidavit.archive.deadletter.DeadLetters;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where the records go that no row can be made of: the dead-letter topic if there is one, else the quarantine. */
final class Refusals {

    private final QuarantineTable quarantine;
    private final Optional<DeadLetters> deadLetters;

    Refusals(QuarantineTable quarantine, Optional<DeadLetters> deadLetters) {
        this.quarantine = quarantine;
        this.deadLetters = deadLetters;
    }

    /** @throws IoFailure when the store of the quarantine failed */
    PartitionLedger.Fate take(SourcePartition source, SinkRecord record, Conversion.Refused refused) {
        if (deadLetters.isPresent()) {
            deadLetters.get().send(source, record, new Rejection(refused.rule(), refused.path()));
            return PartitionLedger.Fate.DEAD_LETTERED;
        }
        quarantine.add(source, record, refused);
        return PartitionLedger.Fate.QUARANTINED;
    }

    /** @throws IoFailure when the dead-letter topic did not acknowledge all it was sent */
    void await() {
        IoFailure.guard(() -> {
            deadLetters.ifPresent(DeadLetters::await);
            return null;
        });
    }

    /** Forgets what is durable now. */
    void committed(CommitRequest request) {
        deadLetters.ifPresent(
                letters -> request.moved().forEach((source, mark) -> letters.forget(source, mark.next())));
    }
}

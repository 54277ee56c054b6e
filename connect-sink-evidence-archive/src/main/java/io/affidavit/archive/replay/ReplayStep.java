/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import java.util.List;
import java.util.Objects;

/** What a replay does next. */
public sealed interface ReplayStep {

    /** Records to be replayed in this order. */
    record Rows(List<ReplayedRow> rows) implements ReplayStep {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** The end, of which this is the receipt. */
    record Ended(UsageReceipt receipt) implements ReplayStep {
        public Ended {
            Objects.requireNonNull(receipt, "receipt");
        }
    }

    /** Nothing: the replay is over, or it was told to stop. */
    record Nothing() implements ReplayStep {}
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import java.util.ArrayList;
import java.util.List;

/** A batch that only waits to be committed. */
final class SealedBatch {

    private final CommitRequest events;
    private final List<CommitRequest> quarantine;

    /** @param quarantine the quarantine's commit, or empty if there is nothing to quarantine */
    SealedBatch(CommitRequest events, List<CommitRequest> quarantine) {
        this.events = events;
        this.quarantine = new ArrayList<>(quarantine);
    }

    CommitRequest events() {
        return events;
    }

    /** What of the quarantine is still to be committed. */
    List<CommitRequest> quarantine() {
        return List.copyOf(quarantine);
    }

    void quarantineIsDurable() {
        quarantine.clear();
    }
}

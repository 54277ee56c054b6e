/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.evidence.statement.StatementRef;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How far an open removal has come. */
public sealed interface Progress {

    /** Id of the removal. */
    String id();

    /** Its grace lasts: it can be undone. */
    record InGrace(String id, Instant until) implements Progress {

        public InGrace {
            Objects.requireNonNull(until, "until");
        }
    }

    /** Files that a hold placed since may be about are back in the table. */
    record Returned(String id, int files, StatementRef statement) implements Progress {

        public Returned {
            Objects.requireNonNull(statement, "statement");
        }
    }

    /**
     * Some of its files cannot be deleted yet.
     *
     * @param referenced files that a snapshot, branch or tag still leads to
     * @param kept files that the store keeps under a lock
     * @param until when the last of the locks ends, where the store says so
     */
    record Pending(String id, int referenced, int kept, Optional<Instant> until) implements Progress {

        public Pending {
            Objects.requireNonNull(until, "until");
        }
    }

    /** Others came first; the next round goes on. */
    record Deferred(String id) implements Progress {}

    /** Its files are gone and certified to be. */
    record Certified(String id, StatementRef statement) implements Progress {

        public Certified {
            Objects.requireNonNull(statement, "statement");
        }
    }
}

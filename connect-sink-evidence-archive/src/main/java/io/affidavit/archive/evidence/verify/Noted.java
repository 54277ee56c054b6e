/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import java.util.List;
import java.util.Set;

/**
 * What was noted of a table earlier, outside it, and must still be true of it.
 *
 * @param statements hashes of statements that were the newest once, 64 lower-case hex digits
 * @param checkpoints whose signatures the caller has checked
 */
public record Noted(Set<String> statements, List<Checkpoint> checkpoints) {

    /** Nothing. */
    public static final Noted NOTHING = new Noted(Set.of(), List.of());

    public Noted {
        statements = Set.copyOf(statements);
        checkpoints = List.copyOf(checkpoints);
    }
}

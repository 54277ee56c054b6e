/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.forward;

import java.util.Objects;

/**
 * A checkpoint that is stored beside its table.
 *
 * @param position of the tree that it speaks of
 * @param note its text with its signature
 */
public record PublishedCheckpoint(TreePosition position, String note) {

    public PublishedCheckpoint {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(note, "note");
    }
}

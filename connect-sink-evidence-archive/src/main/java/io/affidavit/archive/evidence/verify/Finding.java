/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One thing that does not hold.
 *
 * @param kind what is wrong
 * @param subject what it is wrong with: a file, a statement, a topic partition
 * @param row position of the first row concerned in its file, from 0, where it can be told
 * @param detail how it shows; never content
 */
public record Finding(FindingKind kind, String subject, OptionalLong row, String detail) {

    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(detail, "detail");
    }

    static Finding of(FindingKind kind, String subject, String detail) {
        return new Finding(kind, subject, OptionalLong.empty(), detail);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import java.util.Objects;

/**
 * Why a rewrite cannot be adopted.
 *
 * @param subject the file or the snapshots it is about
 * @param detail what does not match, and where; never content
 */
public record Refusal(String subject, String detail) {

    public Refusal {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(detail, "detail");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.contract;

import java.util.Objects;

/**
 * A row that a store under test is asked to hold.
 *
 * @param number tells the row apart; the store derives its key from it
 * @param cursor value of the cursor column or field
 * @param body text of a column named {@code body}
 * @param note text of a column named {@code note}
 */
public record ContractRow(int number, long cursor, String body, String note) {

    public ContractRow {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(note, "note");
    }

    ContractRow withBody(String text) {
        return new ContractRow(number, cursor, text, note);
    }

    ContractRow withNote(String text) {
        return new ContractRow(number, cursor, body, text);
    }
}

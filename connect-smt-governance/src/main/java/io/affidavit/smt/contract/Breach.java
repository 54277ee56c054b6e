/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import java.util.Objects;

/**
 * One way in which a payload breaks its contract.
 *
 * @param path names from the contract joined by dots, {@code []} for elements of lists, {@code *} for the whole payload and
 *     for names that only the payload knows
 * @param keyword of JSON Schema
 */
public record Breach(String path, String keyword) {

    private static final String PREFIX = "schema.contract.";

    public Breach {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(keyword, "keyword");
    }

    /** As {@code schema.contract.additional_properties}. */
    public String rule() {
        StringBuilder rule = new StringBuilder(PREFIX);
        for (int i = 0; i < keyword.length(); i++) {
            char c = keyword.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                rule.append('_').append((char) (c + 'a' - 'A'));
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                rule.append(c);
            }
        }
        return rule.length() == PREFIX.length() ? PREFIX + "other" : rule.toString();
    }

    /** As {@code usage.input_tokens:type}. */
    @Override
    public String toString() {
        return path + ":" + keyword;
    }
}

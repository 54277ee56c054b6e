/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

/**
 * A rule that has something to say about a record.
 *
 * @param rule id of the rule
 * @param message of the rule, for people; may be empty
 */
public record Firing(String rule, String message, Mark mark) {

    /** As the {@code gov.rules} header lists it: {@code id}, {@code id:monitor} or {@code id:error}. */
    public String text() {
        return rule + mark.suffix;
    }

    /** How a rule came to be listed. */
    public enum Mark {
        /** It fired, and its verdict counts. */
        ENFORCED(""),
        /** It fired, but is only tried out. */
        MONITORED(":monitor"),
        /** It could not be evaluated on the record. */
        FAILED(":error");

        private final String suffix;

        Mark(String suffix) {
            this.suffix = suffix;
        }
    }
}

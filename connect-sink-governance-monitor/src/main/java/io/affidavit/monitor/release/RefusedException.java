/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

/** A decision that does not count. Holds nothing of the decision but the rule it breaks. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;

    RefusedException(String rule) {
        super("The decision breaks rule " + rule + ".");
        this.rule = rule;
    }

    /** One of {@link Rules}. */
    public String rule() {
        return rule;
    }
}

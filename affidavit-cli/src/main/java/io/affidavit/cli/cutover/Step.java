/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a migration is. */
enum Step {
    /** Logs are forwarded; nobody depends on it. */
    SHADOW("the source connector forwards the logs; readers use the old path"),
    /** Live producers send as well. */
    DUAL("live producers send too, and both paths are compared; readers use the old path"),
    /** Readers have moved. */
    READ_NEW("readers use the governed stream; the logs are still forwarded, for the way back"),
    /** The old path is off. */
    OLD_OFF("the source connector is stopped; live producers alone feed the stream");

    private final String meaning;

    Step(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Step> of(String text) {
        return Arrays.stream(values()).filter(step -> step.text().equals(text)).findFirst();
    }

    Optional<Step> next() {
        return Arrays.stream(values()).filter(step -> step.compareTo(this) > 0).findFirst();
    }

    Optional<Step> previous() {
        return Arrays.stream(values()).filter(step -> step.compareTo(this) < 0).reduce((before, after) -> after);
    }
}

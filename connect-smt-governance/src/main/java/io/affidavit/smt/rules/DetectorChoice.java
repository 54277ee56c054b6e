/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import java.util.Map;
import java.util.Objects;

/**
 * A detector as configuration names it. Prints no setting.
 *
 * @param name class of the detector, in full or its simple name
 * @param settings what it is configured with
 */
public record DetectorChoice(String name, Map<String, String> settings) {

    public DetectorChoice {
        Objects.requireNonNull(name, "name");
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString() {
        return "DetectorChoice[" + name + "]";
    }
}

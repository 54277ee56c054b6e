/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.fairness.FairnessProfile;
import java.util.List;

/** Named thresholds of fairness, with what a policy changes in them. */
final class Profiles {

    private static final List<FairnessProfile> KNOWN =
            List.of(FairnessProfile.FOUR_FIFTHS, FairnessProfile.NYC_LL144, FairnessProfile.EARLY);

    private Profiles() {}

    /** @param name of a profile; empty for four fifths */
    static FairnessProfile of(String name, Parameters parameters) {
        FairnessProfile profile = name.isEmpty()
                ? FairnessProfile.FOUR_FIFTHS
                : KNOWN.stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("its profile is unknown. Known are "
                                + String.join(
                                        ", ",
                                        KNOWN.stream()
                                                .map(FairnessProfile::name)
                                                .toList())));
        return new FairnessProfile(
                profile.name(),
                parameters.number("threshold", profile.alertRatio()),
                parameters.number("warn", Math.max(profile.warnRatio(), parameters.number("threshold", 0))),
                parameters.number("significance", profile.significance()),
                parameters.whole("minimum", profile.leastGroup()),
                parameters.number("share", profile.leastShare()),
                profile.confidence());
    }
}

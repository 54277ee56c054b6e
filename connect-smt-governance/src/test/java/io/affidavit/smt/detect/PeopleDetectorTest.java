/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.detect;

import java.util.List;
import java.util.Map;

class PeopleDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        PeopleDetector detector = new PeopleDetector();
        detector.configure(Map.of("people", "Ada Lovelace;Grace Hopper"));
        return detector;
    }

    @Override
    String findable() {
        return "Ada Lovelace wrote to Grace Hopper";
    }

    @Override
    List<String> found() {
        return List.of("Ada Lovelace", "Grace Hopper");
    }
}

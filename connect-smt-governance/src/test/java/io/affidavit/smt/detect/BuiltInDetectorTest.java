/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.detect;

import java.util.List;

class BuiltInDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new BuiltInDetector();
    }

    @Override
    String findable() {
        return "I am ada@example.org, my card is 4111 1111 1111 1111";
    }

    @Override
    List<String> found() {
        return List.of("ada@example.org", "4111 1111 1111 1111");
    }
}

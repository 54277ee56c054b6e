/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.gaps.ScanConsumer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What keeps the archive from accounting for its offsets in the way it is configured to. */
public final class CompletenessFaults {

    private static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";
    private static final String TOLERANCE = "errors.tolerance";

    private CompletenessFaults() {}

    /** Errors by key; empty if all is well. */
    public static Map<String, String> of(Map<String, String> connector) {
        Map<String, String> faults = new LinkedHashMap<>(ScanConsumer.faults(connector));
        if (!CompletenessKeys.BAD_TO_DEAD_LETTERS.equals(connector.get(CompletenessKeys.BAD_RECORDS))) {
            return faults;
        }
        // Without them Connect has a reporter all the same, which only writes a log or fails the task.
        if (connector.getOrDefault(DEAD_LETTER_TOPIC, "").isBlank()) {
            faults.put(DEAD_LETTER_TOPIC, "Bad records would vanish: " + needed("the name of a topic"));
        }
        if (!"all".equals(connector.get(TOLERANCE))) {
            faults.put(TOLERANCE, "The first bad record would fail the task: " + needed("all"));
        }
        return faults;
    }

    private static String needed(String value) {
        return CompletenessKeys.BAD_RECORDS + "=" + CompletenessKeys.BAD_TO_DEAD_LETTERS + " needs " + value
                + " here. Set it, or set " + CompletenessKeys.BAD_RECORDS + "=" + CompletenessKeys.BAD_TO_QUARANTINE
                + ".";
    }
}

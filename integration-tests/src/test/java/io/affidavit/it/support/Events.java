/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import java.time.Clock;
import java.util.Locale;

/** Events of the contract as JSON text, with as little in them as it allows. */
public final class Events {
    private Events() {}

    public static String id(int number) {
        return String.format(Locale.ROOT, "%032x", number + 1);
    }

    public static String minimal(int number) {
        return withVersion(number, "1.0.0");
    }

    public static String withVersion(int number, String version) {
        return event(number, version, "hello " + number);
    }

    /** @param content letters and digits */
    public static String withContent(int number, String content) {
        return event(number, "1.0.0", content);
    }

    private static String event(int number, String version, String content) {
        long now = Clock.systemUTC().millis();
        return """
                {"event_id":"%1$s","entity_id":"%1$s","category":"model_call","event_time":%2$d,"observed_time":%2$d,\
                "tenant_id":"t","schema_version":"%3$s","source":{"system":"test","key":"row-%4$d"},\
                "content":{"input_messages_json":"[{\\"role\\":\\"user\\",\\"content\\":\\"%5$s\\"}]"}}\
                """.formatted(id(number), now, version, number, content);
    }
}

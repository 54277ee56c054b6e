/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.convert.RecordTags;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys of the archive that say under which class and day records are kept. */
public final class RetentionKeys {

    public static final String DEFAULT_CLASS = "archive.retention.default.class";
    public static final String UNTAGGED = "archive.retention.untagged";
    public static final String EVENT_TIME_FIELD = "archive.event.time.field";
    public static final String MAX_LATENESS = "archive.event.time.max.lateness";
    public static final String MAX_SKEW = "archive.event.time.max.skew";

    /** What {@link #UNTAGGED} may be. */
    public static final String UNTAGGED_DEFAULT = "default";

    public static final String UNTAGGED_QUARANTINE = "quarantine";

    private static final KeyGroup GROUP = new KeyGroup("Retention");

    private RetentionKeys() {}

    static Stream<ConfigKey> keys() {
        return Stream.of(
                GROUP.key(ConfigKey.string(DEFAULT_CLASS), "Default retention class", Importance.HIGH)
                        .doc("Retention class of records that name none, in the header gov.retention.class or in"
                                + " lifecycle.retention_class.")
                        .defaultValue("standard")
                        .validator(Checks.check(
                                "1 to 64 letters, digits, dots, hyphens or underscores",
                                value -> RecordTags.isClass(value.toString())))
                        .build(),
                GROUP.key(ConfigKey.string(UNTAGGED), "Untagged records", Importance.MEDIUM)
                        .doc(
                                "What happens to records that name no retention class: default archives them under the default"
                                        + " class, quarantine does not.")
                        .defaultValue(UNTAGGED_DEFAULT)
                        .validator(Checks.oneOf(UNTAGGED_DEFAULT, UNTAGGED_QUARANTINE))
                        .recommends(UNTAGGED_DEFAULT, UNTAGGED_QUARANTINE)
                        .build(),
                GROUP.key(ConfigKey.string(EVENT_TIME_FIELD), "Event time field", Importance.MEDIUM)
                        .doc(
                                "Field of the value that holds the event time; dots lead into nested fields. Without it the"
                                        + " record's timestamp is used.")
                        .defaultValue("event_time")
                        .validator(Checks.nonBlank())
                        .build(),
                GROUP.key(ConfigKey.string(MAX_LATENESS), "Greatest lateness", Importance.MEDIUM)
                        .doc(
                                "How far the event time may lie in the past. An older one is taken for wrong: the row is filed"
                                        + " under the time of ingestion and marked in the column anomaly. Leave room for the oldest"
                                        + " logs you migrate.")
                        .defaultValue("3650d")
                        .validator(Checks.duration())
                        .build(),
                GROUP.key(ConfigKey.string(MAX_SKEW), "Greatest skew", Importance.LOW)
                        .doc(
                                "How far the event time may lie in the future before it is taken for wrong in the same way.")
                        .defaultValue("1h")
                        .validator(Checks.duration())
                        .build());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.lake.preset.LakePreset;
import io.affidavit.source.config.ReadingKeys;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Keys of the object store source, in the order of the reference page. */
public final class ObjectStoreKeys {

    public static final String LOCATION = "source.location";
    public static final String PRESET = "source.preset";
    public static final String ENTITY = "source.entity";
    public static final String TABLE_OID = "source.table.oid";
    public static final String LIST_INTERVAL = "source.list.interval";

    private static final String STORE = "Store";

    /** Every key a user can set, for validation and the reference page. */
    public static final ConfigKeys ALL = ConfigKeys.of(Stream.of(
                    store(),
                    ObjectKeys.keys(),
                    S3Keys.keys(),
                    order(),
                    ReadingKeys.reading(),
                    ReadingKeys.evidence(),
                    ReadingKeys.output())
            .flatMap(List::stream)
            .toList());

    private static List<ConfigKey> store() {
        return List.of(
                ConfigKey.string(LOCATION)
                        .group(STORE)
                        .displayName("Location")
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .validator(Checks.check(
                                "s3://bucket/prefix/ or the absolute path of a directory",
                                value -> Locations.isKnown(value.toString())))
                        .doc(
                                "Where the objects are: s3://bucket/prefix/, or the absolute path of a directory that every worker sees.")
                        .build(),
                ConfigKey.string(PRESET)
                        .group(STORE)
                        .displayName("Preset")
                        .importance(Importance.HIGH)
                        .defaultValue("")
                        .validator(Checks.check(
                                "a preset: " + String.join(", ", LakePreset.names()) + ", or empty",
                                value -> value.toString().isEmpty()
                                        || LakePreset.named(value.toString()).isPresent()))
                        .recommends(LakePreset.names().toArray())
                        .doc(
                                "Known application whose logs are read: it gives system, entity, time pattern, format, what to leave out, and the "
                                        + "hashed fields. Empty for logs of your own.")
                        .build(),
                ReadingKeys.system(
                        STORE,
                        "Name of the application that writes the logs, part of every event's identity. The default is the preset's, or "
                                + "objects."),
                ReadingKeys.instance(
                        STORE,
                        "Name of this installation, part of every event's identity: keep it when the objects move. The default is the "
                                + "bucket's or the directory's name."),
                ConfigKey.string(ENTITY)
                        .group(STORE)
                        .displayName("Entity")
                        .optional()
                        .validator(Checks.nonBlank())
                        .doc(
                                "Name of what rows are, part of every event's identity, by which mappings are chosen. The default is the preset's, "
                                        + "or the prefix.")
                        .build(),
                ConfigKey.longInteger(TABLE_OID)
                        .group(STORE)
                        .displayName("Accepted directory")
                        .importance(Importance.LOW)
                        .optional()
                        .doc(
                                "Number of a directory that replaced the one read before and holds the same files, as after a restore. Without "
                                        + "it a replaced directory fails the task.")
                        .build());
    }

    private static List<ConfigKey> order() {
        return List.of(
                ReadingKeys.lag(
                        "15m",
                        "How late an object may land after the end of its period, or, without a time pattern, how long the longest upload takes: S3 "
                                + "gives an object uploaded in parts the time at which the upload began. Later objects wait for a sweep."),
                ReadingKeys.duration(
                        LIST_INTERVAL,
                        ReadingKeys.READING,
                        "List interval",
                        "1m",
                        "How often all objects are listed, without a time pattern."));
    }

    private ObjectStoreKeys() {}
}

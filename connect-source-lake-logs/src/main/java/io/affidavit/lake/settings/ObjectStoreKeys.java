/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.lake.layout.TimePattern;
import io.affidavit.lake.preset.LakePreset;
import io.affidavit.source.config.ReadingKeys;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Keys of the object store source, in the order of the reference page. */
public final class ObjectStoreKeys {

    public static final String LOCATION = "source.location";
    public static final String PRESET = "source.preset";
    public static final String ENTITY = "source.entity";
    public static final String PATTERN = "source.time.pattern";
    public static final String INCLUDE = "source.include";
    public static final String EXCLUDE = "source.exclude";
    public static final String FORMAT = "source.format";
    public static final String COMPRESSION = "source.compression";
    public static final String CSV_DELIMITER = "source.csv.delimiter";
    public static final String ON_BAD_OBJECT = "source.on.bad.object";
    public static final String MAX_ROW_BYTES = "source.max.row.bytes";
    public static final String MAX_ROW_GROUP_BYTES = "source.parquet.max.row.group.bytes";
    public static final String TABLE_OID = "source.table.oid";
    public static final String LIST_INTERVAL = "source.list.interval";
    public static final String S3_ENDPOINT = "source.s3.endpoint";
    public static final String S3_REGION = "source.s3.region";
    public static final String S3_PATH_STYLE = "source.s3.path.style.access";
    public static final String S3_ACCESS_KEY = "source.s3.access.key.id";
    public static final String S3_SECRET_KEY = "source.s3.secret.access.key";
    public static final String S3_SESSION_TOKEN = "source.s3.session.token";
    public static final String S3_CHECKSUMS = "source.s3.checksums";

    private static final String STORE = "Store";
    private static final String OBJECTS = "Objects";
    private static final String S3 = "S3";

    /** Every key a user can set, for validation and the reference page. */
    public static final ConfigKeys ALL = ConfigKeys.of(Stream.of(
                    store(),
                    objects(),
                    s3(),
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

    private static List<ConfigKey> objects() {
        return List.of(
                ConfigKey.string(PATTERN)
                        .group(OBJECTS)
                        .displayName("Time pattern")
                        .importance(Importance.HIGH)
                        .optional()
                        .validator(Checks.check(
                                "a pattern such as {yyyy}/{MM}/{dd}/{HH}/: parts of a time from the year on, in order, with text after the last",
                                value -> isPattern(value.toString())))
                        .doc(
                                "How names below the location begin, where they begin with the time (UTC) of the logs: {yyyy}/{MM}/{dd}/{HH}/. "
                                        + "A period is read once it has been over for source.lag. The default is the preset's; without any, objects "
                                        + "are read in the order in which they were last written.")
                        .build(),
                expression(
                        INCLUDE,
                        "Include",
                        "Regular expression of the names below the location to read. The default is all."),
                expression(
                        EXCLUDE,
                        "Exclude",
                        "Regular expression of the names to leave out. The default is the preset's, or names of which the last part begins "
                                + "with a dot or an underscore."),
                choice(
                        FORMAT,
                        "Format",
                        "How objects are written. jsonl is one JSON object per line, json objects one after another or in arrays, csv values under "
                                + "a line of names. The default is the preset's, or auto: by the end of the name.",
                        "auto",
                        "jsonl",
                        "json",
                        "csv",
                        "parquet"),
                choice(
                        COMPRESSION,
                        "Compression",
                        "How objects are packed; auto tells by the end of the name: .gz, .zst.",
                        "auto",
                        "none",
                        "gzip",
                        "zstd"),
                ConfigKey.string(CSV_DELIMITER)
                        .group(OBJECTS)
                        .displayName("CSV delimiter")
                        .defaultValue(",")
                        .width(Width.SHORT)
                        .validator(Checks.check(
                                "one character other than a quote",
                                value -> value.toString().length() == 1
                                        && !value.toString().equals("\"")))
                        .doc("What separates values in CSV.")
                        .build(),
                ConfigKey.string(ON_BAD_OBJECT)
                        .group(OBJECTS)
                        .displayName("On a bad object")
                        .defaultValue("fail")
                        .validator(Checks.oneOf("fail", "quarantine"))
                        .recommends("fail", "quarantine")
                        .doc(
                                "What to do with an object that ends early or is not of its format: fail the task, or quarantine a reference to "
                                        + "the rest of it and go on. Rows before the damage are sent in both cases.")
                        .build(),
                ConfigKey.integer(MAX_ROW_BYTES)
                        .group(OBJECTS)
                        .displayName("Largest row")
                        .importance(Importance.LOW)
                        .defaultValue(16 << 20)
                        .validator(Checks.atLeast(1024))
                        .doc("An object with a row of more bytes is taken for a bad one, so that memory stays bounded.")
                        .build(),
                ConfigKey.longInteger(MAX_ROW_GROUP_BYTES)
                        .group(OBJECTS)
                        .displayName("Largest row group")
                        .importance(Importance.LOW)
                        .defaultValue(256L << 20)
                        .validator(Checks.atLeast(1024))
                        .doc(
                                "A Parquet object with a row group of more decoded bytes is taken for a bad one: one row group of each task is in "
                                        + "memory.")
                        .build());
    }

    private static List<ConfigKey> s3() {
        return List.of(
                ConfigKey.string(S3_ENDPOINT)
                        .group(S3)
                        .displayName("Endpoint")
                        .optional()
                        .validator(Checks.check(
                                "an address that begins with http:// or https:// and holds no password",
                                value -> Locations.isEndpoint(value.toString())))
                        .doc("Address of an S3 server that is not AWS.")
                        .build(),
                ConfigKey.string(S3_REGION)
                        .group(S3)
                        .displayName("Region")
                        .defaultValue("")
                        .doc("Region of the bucket. Empty means what the AWS SDK finds in its environment.")
                        .build(),
                ConfigKey.bool(S3_PATH_STYLE)
                        .group(S3)
                        .displayName("Path style")
                        .defaultValue(false)
                        .doc(
                                "Whether the bucket stands in the path and not in the host name, as most servers that are not AWS want it.")
                        .build(),
                ConfigKey.string(S3_ACCESS_KEY)
                        .group(S3)
                        .displayName("Access key id")
                        .defaultValue("")
                        .doc("Access key. Empty means that the AWS SDK finds credentials: role, environment, profile.")
                        .build(),
                secret(S3_SECRET_KEY, "Secret access key", "Secret of the access key. Use a ConfigProvider reference."),
                secret(S3_SESSION_TOKEN, "Session token", "Token that goes with temporary credentials."),
                ConfigKey.string(S3_CHECKSUMS)
                        .group(S3)
                        .displayName("Checksums")
                        .defaultValue("supported")
                        .validator(Checks.oneOf("supported", "required"))
                        .recommends("supported", "required")
                        .doc(
                                "Which requests carry a checksum of the SDK's: required for servers that refuse them with status 400, such as "
                                        + "Ceph 16.")
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

    private static ConfigKey expression(String name, String displayName, String documentation) {
        return ConfigKey.string(name)
                .group(OBJECTS)
                .displayName(displayName)
                .optional()
                .validator(Checks.check("a regular expression of Java", value -> isExpression(value.toString())))
                .doc(documentation)
                .build();
    }

    private static ConfigKey choice(String name, String displayName, String documentation, String... values) {
        return ConfigKey.string(name)
                .group(OBJECTS)
                .displayName(displayName)
                .optional()
                .validator(Checks.oneOf(values))
                .recommends((Object[]) values)
                .doc(documentation)
                .build();
    }

    private static ConfigKey secret(String name, String displayName, String documentation) {
        return ConfigKey.password(name)
                .group(S3)
                .displayName(displayName)
                .defaultValue("")
                .doc(documentation)
                .build();
    }

    private static boolean isPattern(String text) {
        try {
            return text.isEmpty() || TimePattern.parse(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isExpression(String text) {
        try {
            return Pattern.compile(text) != null;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private ObjectStoreKeys() {}
}

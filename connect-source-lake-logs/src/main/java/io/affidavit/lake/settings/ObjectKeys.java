/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.lake.layout.TimePattern;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Keys of the object store source that say which objects are read and how. */
public final class ObjectKeys {

    public static final String PATTERN = "source.time.pattern";
    public static final String INCLUDE = "source.include";
    public static final String EXCLUDE = "source.exclude";
    public static final String FORMAT = "source.format";
    public static final String COMPRESSION = "source.compression";
    public static final String CSV_DELIMITER = "source.csv.delimiter";
    public static final String ON_BAD_OBJECT = "source.on.bad.object";
    public static final String MAX_ROW_BYTES = "source.max.row.bytes";
    public static final String MAX_ROW_GROUP_BYTES = "source.parquet.max.row.group.bytes";

    private static final String OBJECTS = "Objects";

    private ObjectKeys() {}

    static List<ConfigKey> keys() {
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
}

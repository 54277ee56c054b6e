/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.preset.SearchPreset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Keys of the OpenSearch and Elasticsearch source, in the order of the reference page. */
public final class SearchKeys {

    public static final String URL = HttpKeys.URL;
    public static final String AUTHORITIES = HttpKeys.AUTHORITIES;
    public static final String API_KEY = "source.api.key";
    public static final String PRESET = "source.preset";
    public static final String INDEX = "source.index";
    public static final String TIME_FIELD = "source.time.field";
    public static final String INDEX_ID = "source.table.oid";
    public static final String KEEP_ALIVE = "source.pit.keep.alive";

    private static final String INDEX_GROUP = "Index";

    /** Every key a user can set, for validation and the reference page. */
    public static final ConfigKeys ALL = ConfigKeys.of(Stream.of(
                    HttpKeys.server("the cluster", 9200),
                    own(),
                    ReadingKeys.reading(),
                    ReadingKeys.evidence(),
                    ReadingKeys.output())
            .flatMap(List::stream)
            .toList());

    private SearchKeys() {}

    private static List<ConfigKey> own() {
        return List.of(
                ConfigKey.password(API_KEY)
                        .group(HttpKeys.SERVER)
                        .displayName("API key")
                        .importance(Importance.HIGH)
                        .defaultValue("")
                        .doc("Encoded API key, instead of user and password. Use a ConfigProvider reference.")
                        .build(),
                ConfigKey.string(PRESET)
                        .group(INDEX_GROUP)
                        .displayName("Preset")
                        .importance(Importance.HIGH)
                        .defaultValue("")
                        .validator(Checks.check(
                                "a preset: " + String.join(", ", SearchPreset.names()) + ", or empty",
                                value -> value.toString().isEmpty()
                                        || SearchPreset.named(value.toString()).isPresent()))
                        .recommends(SearchPreset.names().toArray())
                        .doc(
                                "Known writer whose indices are read: it gives index and time field. Empty for indices of your own.")
                        .build(),
                ConfigKey.string(INDEX)
                        .group(INDEX_GROUP)
                        .displayName("Index")
                        .importance(Importance.HIGH)
                        .optional()
                        .validator(Checks.nonBlank())
                        .doc(
                                "Index, alias, data stream or pattern to read; several separated by commas. Indices that match later are found. "
                                        + "Required without a preset.")
                        .build(),
                ConfigKey.string(TIME_FIELD)
                        .group(INDEX_GROUP)
                        .displayName("Time field")
                        .importance(Importance.HIGH)
                        .optional()
                        .validator(Checks.nonBlank())
                        .doc(
                                "Field that orders documents, of type date or date_nanos. It must never change, and documents without it are not "
                                        + "read. Required without a preset.")
                        .build(),
                ReadingKeys.system(
                        INDEX_GROUP,
                        "Name of the application that writes the documents, part of every event's identity. The default is the "
                                + "preset's, or opensearch."),
                ReadingKeys.instance(
                        INDEX_GROUP,
                        "Name of this installation, part of every event's identity: keep it when the cluster moves. The default is the host of source.url."),
                ConfigKey.longInteger(INDEX_ID)
                        .group(INDEX_GROUP)
                        .displayName("Accepted index")
                        .importance(Importance.LOW)
                        .optional()
                        .doc(
                                "Number of an index that replaced the one read before and holds the same documents, as after a restore. The task "
                                        + "says it. Without it a replaced index fails the task.")
                        .build(),
                ReadingKeys.lag(
                        "15m",
                        "How late after its time a document may be indexed: the longest delay of the pipeline. Twice the refresh interval is added."),
                ReadingKeys.duration(
                        KEEP_ALIVE,
                        ReadingKeys.READING,
                        "Keep alive",
                        "5m",
                        "How long the cluster keeps a point in time between two requests. An expired one is opened again; nothing is lost."));
    }
}

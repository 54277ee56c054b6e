/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.catalog.CatalogSecrets;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of {@code EvidenceReplaySourceConnector}: its own, and those it shares with the sink. */
public final class ReplayKeys {

    public static final String TABLE = "replay.table";
    public static final String TOPIC = "replay.topic";
    public static final String GRANT = "replay.grant";
    public static final String TRUST = "replay.trust.keys";
    public static final String RECEIPT_TOPIC = "replay.receipt.topic";
    public static final String WINDOW_BYTES = "replay.window.bytes";

    private static final Set<String> SHARED =
            Set.of(CatalogKeys.EMBEDDED_DIRECTORY, CatalogKeys.SINGLE_HOST, Catalogs.S3_CHECKSUMS);

    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private static final String REPLAY = "Replay";

    /** Every key, in the order in which they are shown. */
    public static final ConfigKeys ALL = ConfigKeys.of(Stream.of(own(), shared(), CatalogSecrets.keys())
            .flatMap(List::stream)
            .toList());

    private ReplayKeys() {}

    private static List<ConfigKey> own() {
        return List.of(
                ConfigKey.string(TABLE)
                        .group(REPLAY)
                        .displayName("Table")
                        .importance(Importance.HIGH)
                        .doc("Table of the archive to replay from, as namespace.name. It must be the one of the grant.")
                        .validator(Checks.check(
                                "namespace.name",
                                value -> TABLE_NAME.matcher(value.toString()).matches()))
                        .build(),
                ConfigKey.string(TOPIC)
                        .group(REPLAY)
                        .displayName("Topic")
                        .importance(Importance.HIGH)
                        .doc("Topic that records are replayed to. It must be the one of the grant.")
                        .validator(topic())
                        .build(),
                ConfigKey.string(GRANT)
                        .group(REPLAY)
                        .displayName("Grant")
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .doc(
                                "What affidavit replay authorize wrote: the path of the file on every worker, or its text. Says"
                                        + " which records may be replayed, and until when.")
                        .validator(Checks.nonBlank())
                        .build(),
                ConfigKey.list(TRUST)
                        .group(REPLAY)
                        .displayName("Trusted keys")
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .doc(
                                "Files of public keys in PEM, on every worker: those of the people who may ask for a replay or"
                                        + " approve one. Read again before every batch, so that a key taken out ends a replay.")
                        .validator(Checks.check("one or more files", value -> !((List<?>) value).isEmpty()))
                        .build(),
                ConfigKey.string(RECEIPT_TOPIC)
                        .group(REPLAY)
                        .displayName("Receipt topic")
                        .importance(Importance.MEDIUM)
                        .doc(
                                "Topic of the control record that says, at the end, how much of the grant was used. By default"
                                        + " the topic of the records.")
                        .optional()
                        .validator(topic())
                        .build(),
                ConfigKey.longInteger(WINDOW_BYTES)
                        .group(REPLAY)
                        .displayName("Window")
                        .importance(Importance.LOW)
                        .doc(
                                "Bytes, in the archive's canonical encoding, of the records that are read and sorted at a time."
                                        + " In memory they take several times as much. Smaller windows read the same files more"
                                        + " often.")
                        .defaultValue(32L * 1024 * 1024)
                        .validator(Checks.atLeast(1))
                        .build());
    }

    private static ConfigDef.Validator topic() {
        return Checks.check(
                "a topic name", value -> TOPIC_NAME.matcher(value.toString()).matches());
    }

    private static List<ConfigKey> shared() {
        return ArchiveKeys.ALL.list().stream()
                .filter(key -> SHARED.contains(key.name()))
                .toList();
    }
}

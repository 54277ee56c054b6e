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
import io.affidavit.core.config.Durations;
import java.time.DateTimeException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of {@code EvidenceKeeperConnector}: its own, and those it shares with the sink. */
public final class KeeperKeys {

    public static final String TABLES = "keeper.tables";
    public static final String INTERVAL = "keeper.interval";
    public static final String EXPIRY = "keeper.expiry";
    public static final String POLICY = "keeper.policy";
    public static final String POLICY_FILE = "keeper.policy.file";
    public static final String GRACE = "keeper.grace";
    public static final String SEAL = "keeper.seal";
    public static final String SEAL_AFTER = "keeper.seal.after";
    public static final String SEAL_GRACE = "keeper.seal.grace";
    public static final String SEAL_BYTES = "keeper.seal.max.bytes";
    public static final String TOPIC = "keeper.topic";
    public static final String FORWARD = "keeper.forward";
    public static final String MAX_BYTES = "keeper.record.max.bytes";

    /** What {@link #EXPIRY} and {@link #SEAL} may be. */
    public static final String RUN = "run";

    public static final String PLAN = "plan";
    public static final String OFF = "off";

    /** The kind of {@link #FORWARD} that is no statement. */
    public static final String CHECKPOINT = "checkpoint";

    /** What {@link #FORWARD} may hold: kinds of statements, and checkpoints of them. */
    public static final List<String> KINDS = List.of("commit", "hold", "change", "completion", "key", CHECKPOINT);

    private static final Set<String> SHARED = Set.of(
            CatalogKeys.EMBEDDED_DIRECTORY,
            CatalogKeys.SINGLE_HOST,
            Catalogs.S3_CHECKSUMS,
            LockKeys.MODE,
            LockKeys.PERIOD,
            EvidenceKeys.SIGNING_KEY,
            EvidenceKeys.SIGNING_KEY_FILE);

    private static final Pattern TABLE_NAMES = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private static final String KEEPING = "Keeping";
    private static final String SEALING = "Sealing";
    private static final String FORWARDING = "Forwarding";

    /** Every key, in the order in which they are shown. */
    public static final ConfigKeys ALL = ConfigKeys.of(
            Stream.of(keeping(), sealing(), forwarding(), ContentKeys.ofKeeper(), shared(), CatalogSecrets.keys())
                    .flatMap(List::stream)
                    .toList());

    private KeeperKeys() {}

    private static List<ConfigKey> keeping() {
        return List.of(
                ConfigKey.list(TABLES)
                        .group(KEEPING)
                        .displayName("Tables")
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .doc(
                                "Tables of the archive to keep, as namespace.name, quarantine tables included. A table belongs"
                                        + " to one keeper.")
                        .validator(Checks.check(
                                "one or more of namespace.name",
                                value -> !((List<?>) value).isEmpty()
                                        && ((List<?>) value)
                                                .stream()
                                                        .allMatch(name -> TABLE_NAMES
                                                                .matcher(name.toString())
                                                                .matches())))
                        .build(),
                ConfigKey.string(EXPIRY)
                        .group(KEEPING)
                        .displayName("Expiry")
                        .importance(Importance.HIGH)
                        .doc(
                                "What is done about records past their retention: off for nothing, plan to log what would be"
                                        + " dropped, run to drop and delete them. Needs a policy unless it is off.")
                        .defaultValue(PLAN)
                        .validator(Checks.oneOf(OFF, PLAN, RUN))
                        .recommends(OFF, PLAN, RUN)
                        .build(),
                ConfigKey.string(POLICY_FILE)
                        .group(KEEPING)
                        .displayName("Policy file")
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .doc(
                                "Policy document on every worker whose retention classes say how long records are kept. Read"
                                        + " again in every round, so that a longer retention holds at once.")
                        .optional()
                        .validator(Checks.nonBlank())
                        .build(),
                ConfigKey.string(POLICY)
                        .group(KEEPING)
                        .displayName("Policy")
                        .importance(Importance.MEDIUM)
                        .width(Width.LONG)
                        .doc("The policy document itself, instead of keeper.policy.file.")
                        .optional()
                        .validator(Checks.nonBlank())
                        .build(),
                ConfigKey.string(GRACE)
                        .group(KEEPING)
                        .displayName("Grace")
                        .importance(Importance.HIGH)
                        .doc("How long a drop can be undone before the bytes are deleted, and how long a new hold still"
                                + " brings records back.")
                        .defaultValue("7d")
                        .validator(Checks.check("a duration such as 7d or 0s", KeeperKeys::isDuration))
                        .build(),
                ConfigKey.string(INTERVAL)
                        .group(KEEPING)
                        .displayName("Interval")
                        .importance(Importance.MEDIUM)
                        .doc("Time between two rounds.")
                        .defaultValue("1h")
                        .validator(Checks.duration())
                        .build());
    }

    private static List<ConfigKey> sealing() {
        return List.of(
                ConfigKey.string(SEAL)
                        .group(SEALING)
                        .displayName("Sealing")
                        .importance(Importance.MEDIUM)
                        .doc(
                                "What is done about the small files of closed days: off for nothing, plan to log what would be"
                                        + " sealed, run to rewrite them to few large files and delete the old ones.")
                        .defaultValue(OFF)
                        .validator(Checks.oneOf(OFF, PLAN, RUN))
                        .recommends(OFF, PLAN, RUN)
                        .build(),
                ConfigKey.string(SEAL_AFTER)
                        .group(SEALING)
                        .displayName("Closed after")
                        .importance(Importance.MEDIUM)
                        .doc(
                                "How long after its end a day is closed, if no file came to it for as long. Give at least the"
                                        + " lateness that records usually have.")
                        .defaultValue("3d")
                        .validator(Checks.duration())
                        .build(),
                ConfigKey.string(SEAL_GRACE)
                        .group(SEALING)
                        .displayName("Grace of old files")
                        .importance(Importance.LOW)
                        .doc("How long the old files of sealed days stay, for readers that are at them.")
                        .defaultValue("1d")
                        .validator(Checks.check("a duration such as 1d or 0s", KeeperKeys::isDuration))
                        .build(),
                ConfigKey.longInteger(SEAL_BYTES)
                        .group(SEALING)
                        .displayName("Most of a round")
                        .importance(Importance.LOW)
                        .doc("Bytes of old files that are rewritten of each table in one round at most.")
                        .defaultValue(10L << 30)
                        .validator(Checks.atLeast(1))
                        .build());
    }

    private static List<ConfigKey> forwarding() {
        return List.of(
                ConfigKey.string(TOPIC)
                        .group(FORWARDING)
                        .displayName("Topic")
                        .importance(Importance.HIGH)
                        .doc("Topic that the statements of the tables are forwarded to, as control records.")
                        .defaultValue("gov.control")
                        .validator(Checks.check(
                                "a topic name",
                                value -> TOPIC_NAME.matcher(value.toString()).matches()))
                        .build(),
                ConfigKey.list(FORWARD)
                        .group(FORWARDING)
                        .displayName("Kinds")
                        .importance(Importance.MEDIUM)
                        .doc("What is forwarded: statements of the kinds commit for receipts of archived records, hold,"
                                + " change for expiries and other changes, completion for certificates, key for keys that come"
                                + " and go; and, with"
                                + " checkpoint, in every round a signed checkpoint of the statements that came,"
                                + " which is stored beside the table too.")
                        .defaultValue(KINDS)
                        .validator(Checks.check(
                                "some of " + String.join(", ", KINDS), value -> KINDS.containsAll((List<?>) value)))
                        .build(),
                ConfigKey.integer(MAX_BYTES)
                        .group(FORWARDING)
                        .displayName("Largest record")
                        .importance(Importance.LOW)
                        .doc("Bytes of a statement's envelope beyond which only a reference to it is forwarded. Keep it"
                                + " below max.request.size of the producer.")
                        .defaultValue(900_000)
                        .validator(Checks.atLeast(1))
                        .build());
    }

    private static List<ConfigKey> shared() {
        return ArchiveKeys.ALL.list().stream()
                .filter(key -> SHARED.contains(key.name()))
                .toList();
    }

    private static boolean isDuration(Object value) {
        try {
            return !Durations.parse(value.toString()).isNegative();
        } catch (DateTimeException e) {
            return false;
        }
    }
}

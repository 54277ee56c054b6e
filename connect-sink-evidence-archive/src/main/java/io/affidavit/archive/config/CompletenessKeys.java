/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.gaps.ScanConsumer;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** The keys of the archive that say what becomes of offsets that are no rows. */
public final class CompletenessKeys {

    public static final String BAD_RECORDS = "archive.bad.records";
    public static final String TOMBSTONES = "archive.tombstones";
    public static final String GAPS_SERVERS = ScanConsumer.SERVERS;
    public static final String GAPS_TIMEOUT = "archive.gaps.timeout";
    public static final String GAPS_BYTES = "archive.gaps.max.bytes";

    /** What {@link #BAD_RECORDS} may be. */
    public static final String BAD_TO_QUARANTINE = "quarantine";

    public static final String BAD_TO_DEAD_LETTERS = "dead-letter";

    private static final KeyGroup GROUP = new KeyGroup("Completeness");

    private static final List<String> SECRETS = List.of(
            SaslConfigs.SASL_JAAS_CONFIG,
            SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
            SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
            SslConfigs.SSL_KEY_PASSWORD_CONFIG,
            SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG);

    private static final List<ConfigKey> KEYS = List.of(
            GROUP.key(ConfigKey.string(BAD_RECORDS), "Bad records", Importance.MEDIUM)
                    .doc("Where records go that no row can be made of, and those that a transform rejected: quarantine"
                            + " for the quarantine table, dead-letter for the topic of"
                            + " errors.deadletterqueue.topic.name, which then must be set together with"
                            + " errors.tolerance=all. The topic gets the original bytes, and a crash can repeat a record"
                            + " there; the table does neither.")
                    .defaultValue(BAD_TO_QUARANTINE)
                    .validator(Checks.oneOf(BAD_TO_QUARANTINE, BAD_TO_DEAD_LETTERS))
                    .recommends(BAD_TO_QUARANTINE, BAD_TO_DEAD_LETTERS)
                    .build(),
            GROUP.key(ConfigKey.string(TOMBSTONES), "Tombstones", Importance.MEDIUM)
                    .doc(
                            "What happens to records without a value: count notes them in the signed statement, refuse treats"
                                    + " them as bad records, fail stops the task.")
                    .defaultValue("count")
                    .validator(Checks.oneOf("count", "refuse", "fail"))
                    .recommends("count", "refuse", "fail")
                    .build(),
            GROUP.key(ConfigKey.string(GAPS_SERVERS), "Brokers to ask about gaps", Importance.MEDIUM)
                    .doc("Brokers of the cluster that the connector reads, as host:port with commas. If set, the task"
                            + " reads over missing offsets with a consumer of its own before each commit, and tells"
                            + " transaction markers and aborted or compacted records from records that a converter or"
                            + " transform dropped. Otherwise every missing offset counts as unexplained.")
                    .optional()
                    .width(Width.LONG)
                    .validator(Checks.nonBlank())
                    .build(),
            GROUP.key(ConfigKey.string(GAPS_TIMEOUT), "Time for gaps", Importance.LOW)
                    .doc(
                            "How long one commit may take to explain gaps. What is not explained by then stays unexplained.")
                    .defaultValue("5s")
                    .validator(Checks.duration())
                    .build(),
            GROUP.key(ConfigKey.longInteger(GAPS_BYTES), "Bytes for gaps", Importance.LOW)
                    .doc("How many bytes of records one commit may read to explain gaps.")
                    .defaultValue(16L << 20)
                    .validator(Checks.atLeast(1))
                    .build());

    private CompletenessKeys() {}

    static Stream<ConfigKey> keys() {
        return Stream.concat(KEYS.stream(), SECRETS.stream().map(CompletenessKeys::secret));
    }

    private static ConfigKey secret(String name) {
        return GROUP.key(ConfigKey.password(ScanConsumer.PREFIX + name), "Gap consumer's " + name, Importance.LOW)
                .doc("The consumer's " + name + ". Every other consumer key, such as "
                        + CommonClientConfigs.SECURITY_PROTOCOL_CONFIG + ", can be given under " + ScanConsumer.PREFIX
                        + " too.")
                .optional()
                .build();
    }
}

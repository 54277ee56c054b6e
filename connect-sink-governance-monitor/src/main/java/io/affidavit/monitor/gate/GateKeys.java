/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Every key of the policy gate. */
public final class GateKeys {

    public static final String ALLOWED = "gate.allowed.topic";
    public static final String QUARANTINE = "gate.quarantine.topic";
    public static final String ESCALATE = "gate.escalate.topic";
    static final String VERDICTS = "gate.verdicts";
    static final String VERDICTS_OF_CHAIN = "chain";
    static final String VERDICTS_OF_RECORD = "record";
    static final String UNJUDGED = "gate.unjudged";
    static final String TOMBSTONES = "gate.tombstones";
    static final String CONTROL = "gate.control.records";
    static final String UNCOMMITTED = "gate.allow.uncommitted";
    public static final String DECISIONS = "gate.decisions.topic";
    static final String RESULTS = "gate.results.topic";
    static final String CHECKPOINTS = "gate.checkpoint.topic";
    public static final String SERVERS = "gate.bootstrap.servers";
    /** Keys under this prefix belong to the gate's Kafka clients. */
    static final String CLIENT_PREFIX = "gate.client.";

    static final String COMMIT_INTERVAL = "gate.commit.interval.ms";
    static final String COMMIT_BYTES = "gate.commit.bytes";
    public static final String BUFFER_BYTES = "gate.buffer.bytes";
    static final String MAX_OUTAGE = "gate.max.outage";

    static final String KEEP_BACK = "quarantine";
    static final String LET_PASS = "allow";
    static final String FAIL = "fail";

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final String TOPICS = "Topics";
    private static final String JUDGEMENT = "Judgement";
    private static final String RELEASE = "Release";
    private static final String KAFKA = "Kafka";

    public static final ConfigKeys ALL = ConfigKeys.of(
            topic(ALLOWED)
                    .group(TOPICS)
                    .displayName("Topic of what passes")
                    .doc("Topic for records with the verdict allow or log, and for released ones. It must exist.")
                    .importance(Importance.HIGH)
                    .build(),
            topic(QUARANTINE)
                    .group(TOPICS)
                    .displayName("Quarantine topic")
                    .doc(
                            "Topic for records that must not pass, as they are: give it the same protection as the input. Its "
                                    + "retention is the time in which a record can be released. It must exist.")
                    .importance(Importance.HIGH)
                    .build(),
            topic(ESCALATE)
                    .group(TOPICS)
                    .displayName("Escalation topic")
                    .doc(
                            "Topic for records with the verdict escalate, which wait there for people. Without it they pass, "
                                    + "with their verdict on them. It must exist.")
                    .optional()
                    .importance(Importance.HIGH)
                    .build(),
            ConfigKey.string(VERDICTS)
                    .group(JUDGEMENT)
                    .displayName("Whose verdicts count")
                    .doc(
                            "chain asks for an EnforcePolicy with on.reject.sink=pass among this connector's transforms, and "
                                    + "counts its verdict alone. record trusts the gov.verdict header that records bring: only "
                                    + "for topics that nobody but a judging pipeline can write to.")
                    .defaultValue(VERDICTS_OF_CHAIN)
                    .validator(Checks.oneOf(VERDICTS_OF_CHAIN, VERDICTS_OF_RECORD))
                    .recommends(VERDICTS_OF_CHAIN, VERDICTS_OF_RECORD)
                    .width(Width.SHORT)
                    .build(),
            choice(UNJUDGED, KEEP_BACK, FAIL)
                    .displayName("Records without a verdict")
                    .doc(
                            "What happens to a record without a verdict, or with one nobody knows: quarantine keeps it back "
                                    + "under the rule gate.unjudged, fail stops the task.")
                    .defaultValue(KEEP_BACK)
                    .build(),
            choice(TOMBSTONES, LET_PASS, KEEP_BACK)
                    .displayName("Tombstones")
                    .doc(
                            "What happens to records without a value, which no policy can judge: allow lets them pass, so that "
                                    + "compacted topics forget, quarantine keeps them back under the rule gate.tombstone.")
                    .defaultValue(LET_PASS)
                    .build(),
            choice(CONTROL, KEEP_BACK, LET_PASS)
                    .displayName("Control records")
                    .doc("What happens to records with the header gov.control, which transforms leave unjudged and any "
                            + "producer could set: quarantine keeps them back under the rule gate.control, allow lets "
                            + "them pass.")
                    .defaultValue(KEEP_BACK)
                    .build(),
            ConfigKey.bool(UNCOMMITTED)
                    .group(JUDGEMENT)
                    .displayName("Read uncommitted records")
                    .doc(
                            "Confirms that no producer of the input uses transactions, so that the gate may read with another "
                                    + "isolation than read_committed.")
                    .defaultValue(false)
                    .width(Width.SHORT)
                    .build(),
            topic(DECISIONS)
                    .group(RELEASE)
                    .displayName("Decisions topic")
                    .doc(
                            "Topic of decisions on records that were kept back, one of this connector's topics and with one "
                                    + "partition. Who may write to it may release. Without it nothing can be released.")
                    .optional()
                    .build(),
            topic(RESULTS)
                    .group(RELEASE)
                    .displayName("Results topic")
                    .doc(
                            "Topic that says what became of each decision. Created with one partition, compacted, if it is "
                                    + "missing; it must keep everything, because it is what makes a decision count once.")
                    .defaultValue("gov.gate.results")
                    .build(),
            ConfigKey.string(SERVERS)
                    .group(KAFKA)
                    .displayName("Bootstrap servers")
                    .doc("Brokers of the input and of all topics of the gate, as host:port,host:port.")
                    .validator(Checks.nonBlank())
                    .importance(Importance.HIGH)
                    .width(Width.LONG)
                    .build(),
            topic(CHECKPOINTS)
                    .group(KAFKA)
                    .displayName("Checkpoint topic")
                    .doc(
                            "Topic that keeps, for each input partition, the offset to go on from; written in the transaction of "
                                    + "the records before it. Created with one partition, compacted, if it is missing. Gates may "
                                    + "share it.")
                    .defaultValue("gov.gate.checkpoints")
                    .build(),
            ConfigKey.longInteger(COMMIT_INTERVAL)
                    .group(KAFKA)
                    .displayName("Commit interval")
                    .doc(
                            "Milliseconds after which a transaction is committed: how long readers of committed records wait.")
                    .defaultValue(500L)
                    .validator(Checks.between(10, 30_000))
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.longInteger(COMMIT_BYTES)
                    .group(KAFKA)
                    .displayName("Commit size")
                    .doc("Bytes of keys and values after which a transaction is committed before its time.")
                    .defaultValue(16L << 20)
                    .validator(Checks.atLeast(1))
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.longInteger(BUFFER_BYTES)
                    .group(KAFKA)
                    .displayName("Buffer per partition")
                    .doc(
                            "Bytes that may wait for the broker, for each input partition of a task; beyond it the task waits.")
                    .defaultValue(8L << 20)
                    .validator(Checks.atLeast(2L << 20))
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.string(MAX_OUTAGE)
                    .group(KAFKA)
                    .displayName("Longest outage")
                    .doc("How long a partition may fail to be written to before the task fails. Until then it is tried "
                            + "again from its checkpoint.")
                    .defaultValue("10m")
                    .validator(Checks.duration())
                    .width(Width.SHORT)
                    .build());

    private GateKeys() {}

    private static ConfigKey.Builder topic(String name) {
        ConfigDef.Validator valid = Checks.check(
                "a topic name", value -> TOPIC.matcher(value.toString()).matches());
        return ConfigKey.string(name).validator(valid);
    }

    private static ConfigKey.Builder choice(String name, String one, String other) {
        return ConfigKey.string(name)
                .group(JUDGEMENT)
                .validator(Checks.oneOf(one, other))
                .recommends(one, other)
                .width(Width.SHORT);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reveal;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.Durations;
import io.affidavit.core.data.FieldPath;
import io.affidavit.smt.seal.CipherKeys;
import io.affidavit.smt.seal.KeyServiceKeys;
import io.affidavit.smt.seal.KeysetKeys;
import io.affidavit.smt.seal.Opener;
import io.affidavit.smt.seal.TokenKeys;
import io.affidavit.smt.subject.KeyTopicKeys;
import io.affidavit.smt.subject.KeyTopicSettings;
import io.affidavit.smt.subject.OpeningKeys;
import io.affidavit.smt.walk.RevealWalk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/**
 * The keys of {@code Reveal} and what they say.
 *
 * @param subjectKeys where the keys of single subjects are kept
 * @param mostSubjectKeys that are held
 * @param labels ids or prefixes of the labels to reveal; empty for all
 * @param records most records of a batch
 * @param interval after which a batch ends with the next record
 * @param producer settings of the audit log's producer, without those that its safety depends on
 */
public record RevealConfig(
        Optional<TokenKeys> tokens,
        Optional<CipherKeys> ciphers,
        Optional<KeyTopicSettings> subjectKeys,
        int mostSubjectKeys,
        List<String> labels,
        boolean keys,
        boolean headers,
        List<String> tenantPath,
        String purpose,
        String ticket,
        String topic,
        int records,
        Duration interval,
        Duration timeout,
        Map<String, Object> producer) {

    private static final KeyServiceKeys SERVICE = new KeyServiceKeys("reveal.");
    static final KeysetKeys<TokenKeys> TOKENS = new KeysetKeys<>("reveal.token.keyset", TokenKeys::of, SERVICE);
    static final KeysetKeys<CipherKeys> CIPHERS = new KeysetKeys<>("reveal.encrypt.keyset", CipherKeys::of, SERVICE);

    private static final KeyTopicKeys SUBJECT_KEYS = new KeyTopicKeys("reveal.subject.keys.");
    private static final String MOST_SUBJECT_KEYS = "reveal.subject.keys.max";
    private static final String LABELS = "reveal.labels";
    private static final String KEYS = "reveal.keys";
    private static final String HEADERS = "reveal.headers";
    private static final String TENANT_FIELD = "reveal.tenant.field";
    private static final String PURPOSE = "reveal.purpose";
    private static final String TICKET = "reveal.ticket";
    private static final String TOPIC = "reveal.audit.topic";
    private static final String SERVERS = "reveal.audit.bootstrap.servers";
    private static final String RECORDS = "reveal.audit.records";
    private static final String INTERVAL = "reveal.audit.interval";
    private static final String TIMEOUT = "reveal.audit.timeout";
    private static final String PRODUCER = "reveal.audit.producer.";

    private static final String WHAT = "Reveal";
    private static final String AUDIT = "Audit";
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*");
    private static final Pattern TOPIC_TEXT = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern LINE = Pattern.compile("\\P{Cntrl}{1,500}");

    public RevealConfig {
        labels = List.copyOf(labels);
        tenantPath = List.copyOf(tenantPath);
        producer = Map.copyOf(producer);
    }

    public static List<ConfigKey> keyList() {
        return Stream.of(
                        why(),
                        TOKENS.keys(WHAT, "Token keyset", "opening what the token action sealed, of AES256_SIV keys"),
                        CIPHERS.keys(
                                WHAT,
                                "Encryption keyset",
                                "opening what the encrypt action sealed, of AES256_GCM keys"),
                        SERVICE.keys(WHAT),
                        subjects(),
                        what(),
                        audit())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * @throws ConfigException naming the key, if a keyset cannot be read or none is given
     */
    public static RevealConfig of(AbstractConfig config) {
        Optional<TokenKeys> tokens = TOKENS.read(config);
        Optional<CipherKeys> ciphers = CIPHERS.read(config);
        Optional<KeyTopicSettings> subjectKeys = SUBJECT_KEYS.read(config);
        if (tokens.isEmpty() && ciphers.isEmpty()) {
            throw new ConfigException("Invalid value for configuration " + TOKENS.name()
                    + ": there is no keyset to open anything with. Set it, " + TOKENS.file() + ", " + CIPHERS.name()
                    + " or "
                    + CIPHERS.file() + ".");
        }
        if (subjectKeys.isPresent() && ciphers.isEmpty()) {
            throw new ConfigException("Invalid value for configuration " + CIPHERS.name()
                    + ": the keys of single subjects are encrypted under it. Set it or " + CIPHERS.file() + ".");
        }
        String tenant = config.getString(TENANT_FIELD);
        Map<String, Object> producer = config.originalsWithPrefix(PRODUCER);
        producer.put("bootstrap.servers", String.join(",", config.getList(SERVERS)));
        return new RevealConfig(
                tokens,
                ciphers,
                subjectKeys,
                config.getInt(MOST_SUBJECT_KEYS),
                config.getList(LABELS).stream().map(String::trim).toList(),
                config.getBoolean(KEYS),
                config.getBoolean(HEADERS),
                tenant.isEmpty() ? List.of() : FieldPath.parse(tenant).segments(),
                config.getString(PURPOSE),
                config.getString(TICKET),
                config.getString(TOPIC),
                config.getInt(RECORDS),
                Durations.parse(config.getString(INTERVAL)),
                Durations.parse(config.getString(TIMEOUT)),
                producer);
    }

    /** The keys of single subjects, which are read when they are started. */
    public Optional<OpeningKeys> openingKeys(InstantSource clock) {
        return subjectKeys.map(
                settings -> new OpeningKeys(ciphers.orElseThrow().wrap(), settings, mostSubjectKeys, clock));
    }

    /** @param subjects from {@link #openingKeys} */
    public RevealWalk.Settings walk(Optional<OpeningKeys> subjects) {
        return new RevealWalk.Settings(new Opener(tokens, ciphers, subjects, labels), keys, headers, tenantPath);
    }

    private static List<ConfigKey> why() {
        return List.of(
                line(PURPOSE, "Purpose", "What the revealed content is needed for. Part of every audit record."),
                line(TICKET, "Ticket", "The approval on record for this pipeline. Part of every audit record."));
    }

    private static List<ConfigKey> subjects() {
        List<ConfigKey> keys = new ArrayList<>(SUBJECT_KEYS.keys(
                WHAT,
                "Topic of the keys of single subjects, as mask.subject.keys.topic gave it. Not set, what was sealed for single "
                        + "subjects stays sealed."));
        keys.add(ConfigKey.integer(MOST_SUBJECT_KEYS)
                .group(WHAT)
                .displayName("Most subjects' keys")
                .doc(
                        "Keys of that topic that each task holds in memory, at about 110 bytes each. The task fails where there are "
                                + "more.")
                .defaultValue(1_000_000)
                .validator(Checks.between(1, 1_000_000_000))
                .width(Width.SHORT)
                .build());
        return keys;
    }

    private static List<ConfigKey> what() {
        return List.of(
                ConfigKey.list(LABELS)
                        .group(WHAT)
                        .displayName("Labels")
                        .doc("Labels to reveal, by id or prefix, such as pii.email or pii; content of a field that was "
                                + "protected whole has the label field. Empty for all that the keysets open.")
                        .defaultValue(List.of())
                        .validator(Checks.check(
                                "label ids or prefixes",
                                value -> ((List<?>) value)
                                        .stream()
                                                .allMatch(label -> LABEL.matcher(
                                                                label.toString().trim())
                                                        .matches())))
                        .importance(Importance.HIGH)
                        .build(),
                flag(KEYS, "Record keys", "Whether record keys are revealed too."),
                flag(
                        HEADERS,
                        "Headers",
                        "Whether headers are revealed too. Headers named gov.* and ce_* are left alone."),
                ConfigKey.string(TENANT_FIELD)
                        .group(WHAT)
                        .displayName("Tenant field")
                        .doc(
                                "Path of the field that names the tenant, as mask.tenant.field gave it: what was sealed for one "
                                        + "tenant does not open for another. Empty for none.")
                        .defaultValue("tenant_id")
                        .validator(Checks.check("a field path without wildcards, or empty", RevealConfig::path))
                        .build());
    }

    private static List<ConfigKey> audit() {
        return List.of(
                ConfigKey.list(SERVERS)
                        .group(AUDIT)
                        .displayName("Brokers")
                        .doc("Brokers of the audit topic. Security settings and the like go under " + PRODUCER
                                + "*, as a " + "producer takes them.")
                        .validator(Checks.check("host:port, one or more", value -> !((List<?>) value).isEmpty()))
                        .importance(Importance.HIGH)
                        .build(),
                ConfigKey.string(TOPIC)
                        .group(AUDIT)
                        .displayName("Topic")
                        .doc(
                                "Topic that takes the audit records. It must exist, with a retention fit for audits and without "
                                        + "compaction. Where it cannot be written, nothing is revealed.")
                        .defaultValue("governance-reveals")
                        .validator(Checks.check(
                                "a topic name",
                                value -> TOPIC_TEXT.matcher(value.toString()).matches()))
                        .importance(Importance.HIGH)
                        .build(),
                ConfigKey.integer(RECORDS)
                        .group(AUDIT)
                        .displayName("Records of a batch")
                        .doc("Most records that one pair of audit records accounts for.")
                        .defaultValue(1000)
                        .validator(Checks.between(1, 1_000_000))
                        .width(Width.SHORT)
                        .build(),
                duration(INTERVAL, "Longest batch", "Age at which a batch ends, with the next record.", "1m"),
                duration(
                        TIMEOUT,
                        "Timeout",
                        "How long an audit record may take before the record that needs it fails.",
                        "30s"));
    }

    private static ConfigKey line(String name, String displayName, String doc) {
        return ConfigKey.string(name)
                .group(WHAT)
                .displayName(displayName)
                .doc(doc)
                .validator(Checks.check(
                        "one line of up to 500 characters, not blank",
                        value -> LINE.matcher(value.toString()).matches()
                                && !value.toString().isBlank()))
                .importance(Importance.HIGH)
                .width(Width.LONG)
                .build();
    }

    private static ConfigKey flag(String name, String displayName, String doc) {
        return ConfigKey.bool(name)
                .group(WHAT)
                .displayName(displayName)
                .doc(doc)
                .defaultValue(false)
                .width(Width.SHORT)
                .build();
    }

    private static ConfigKey duration(String name, String displayName, String doc, String value) {
        return ConfigKey.string(name)
                .group(AUDIT)
                .displayName(displayName)
                .doc(doc)
                .defaultValue(value)
                .validator(Checks.duration())
                .width(Width.SHORT)
                .build();
    }

    @SuppressWarnings("UnusedException") // what is no path is an answer
    private static boolean path(Object text) {
        try {
            return text.toString().isEmpty() || FieldPath.parse(text.toString()).literal();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

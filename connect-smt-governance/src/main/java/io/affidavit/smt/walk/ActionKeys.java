/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.smt.protect.Action;
import io.affidavit.smt.protect.Actions;
import io.affidavit.smt.protect.PseudonymKey;
import io.affidavit.smt.seal.CipherKeys;
import io.affidavit.smt.seal.KeyServiceKeys;
import io.affidavit.smt.seal.KeysetKeys;
import io.affidavit.smt.seal.TokenKeys;
import io.affidavit.smt.subject.KeyTopicKeys;
import io.affidavit.smt.subject.KeyTopicSettings;
import io.affidavit.smt.subject.SealingKeys;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** What the actions need: keys and choices. */
final class ActionKeys {

    static final String HMAC_KEY = "mask.hmac.key";
    static final String HMAC_KEY_ID = "mask.hmac.key.id";
    private static final KeyServiceKeys SERVICE = new KeyServiceKeys("mask.");
    static final KeysetKeys<TokenKeys> TOKENS = new KeysetKeys<>("mask.token.keyset", TokenKeys::of, SERVICE);
    static final KeysetKeys<CipherKeys> CIPHERS = new KeysetKeys<>("mask.encrypt.keyset", CipherKeys::of, SERVICE);
    static final String SUBJECT_PATH = "mask.subject.path";
    static final String DATES = "mask.generalise.dates";
    static final String BUCKET = "mask.generalise.bucket";

    private static final KeyTopicKeys SUBJECT_KEYS = new KeyTopicKeys("mask.subject.keys.");
    private static final String SUBJECT_BYTES = "mask.subject.keys.cache.bytes";
    private static final String YEAR = "year";
    private static final Pattern KEY_ID_TEXT = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Map<String, String> NEEDS = Map.of(
            Actions.HMAC,
            HMAC_KEY + ": %s asks for hmac, which needs a key. Set it to at least 32 random bytes in Base64.",
            Actions.TOKEN,
            TOKENS.name() + ": %s asks for token, which needs a keyset. Set it or " + TOKENS.file() + ".",
            Actions.ENCRYPT,
            CIPHERS.name() + ": %s asks for encrypt, which needs a keyset. Set it or " + CIPHERS.file() + ".");

    private ActionKeys() {}

    /**
     * @throws ConfigException naming the key, if a keyset cannot be read
     */
    static Actions actions(AbstractConfig config) {
        Optional<CipherKeys> ciphers = CIPHERS.read(config);
        return new Actions(
                pseudonyms(config),
                TOKENS.read(config),
                ciphers,
                subjects(config, ciphers),
                config.getString(DATES).equals(YEAR),
                config.getLong(BUCKET));
    }

    /**
     * @param asking the configuration key that names the action
     * @throws ConfigException naming the key that the action needs and that is not set
     */
    static Action action(String asking, String name, Actions actions) {
        if (!actions.able(name)) {
            throw new ConfigException("Invalid value for configuration " + need(asking, name));
        }
        return actions.named(name);
    }

    /** Which key an action lacks, and what to do. */
    static String need(String asking, String name) {
        return String.format(NEEDS.get(name), asking);
    }

    static List<ConfigKey> keys(String group) {
        return Stream.of(
                        pseudonymKeys(group),
                        TOKENS.keys(group, "Token keyset", "the token action, of AES256_SIV keys"),
                        CIPHERS.keys(group, "Encryption keyset", "the encrypt action, of AES256_GCM keys"),
                        SERVICE.keys(group),
                        generalising(group))
                .flatMap(List::stream)
                .toList();
    }

    static List<ConfigKey> subjectKeys(String group) {
        List<ConfigKey> keys = new ArrayList<>();
        keys.add(MaskSettings.field(
                SUBJECT_PATH,
                "Subject field",
                "Path of the field that names the person whose content a record holds. With it, encrypt seals under a key of that "
                        + "person alone, so that affidavit keys shred can make all of it unreadable. A record in which something "
                        + "is to be encrypted and that names nobody is rejected. Empty for none.",
                ""));
        keys.addAll(SUBJECT_KEYS.keys(
                group, "Topic that keeps the keys of single subjects, encrypted under " + CIPHERS.name() + "."));
        keys.add(ConfigKey.longInteger(SUBJECT_BYTES)
                .group(group)
                .displayName("Memory for subjects' keys")
                .doc("Bytes of heap that the keys of subjects may take in each task, " + SealingKeys.BYTES_PER_SUBJECT
                        + " for each. Subjects beyond get another key when they come again.")
                .defaultValue(64L * 1024 * 1024)
                .validator(Checks.between(1024 * 1024, 64L * 1024 * 1024 * 1024))
                .width(Width.SHORT)
                .build());
        return keys;
    }

    /**
     * @throws ConfigException naming the key that is missing
     */
    private static Optional<SealingKeys> subjects(AbstractConfig config, Optional<CipherKeys> ciphers) {
        Optional<KeyTopicSettings> topic = SUBJECT_KEYS.read(config);
        boolean asked = !config.getString(SUBJECT_PATH).isEmpty();
        if (asked != topic.isPresent()) {
            throw new ConfigException("Invalid value for configuration "
                    + (asked ? SUBJECT_KEYS.topic() : SUBJECT_PATH)
                    + ": keys of single subjects need both the field that names the subject and the topic of the keys. "
                    + "Set it.");
        }
        if (asked && ciphers.isEmpty()) {
            throw new ConfigException("Invalid value for configuration " + CIPHERS.name()
                    + ": keys of single subjects are encrypted under it. Set it or " + CIPHERS.file() + ".");
        }
        return topic.map(settings -> new SealingKeys(
                ciphers.orElseThrow().wrap(), settings, config.getLong(SUBJECT_BYTES), Clock.systemUTC()));
    }

    private static List<ConfigKey> pseudonymKeys(String group) {
        return List.of(
                ConfigKey.password(HMAC_KEY)
                        .group(group)
                        .displayName("Pseudonym key")
                        .doc(
                                "Key for the hmac action: at least 32 random bytes in Base64, best from a ConfigProvider. Whoever "
                                        + "has it can test guesses.")
                        .optional()
                        .validator(Checks.base64Key(PseudonymKey.MIN_KEY_BYTES))
                        .build(),
                ConfigKey.string(HMAC_KEY_ID)
                        .group(group)
                        .displayName("Pseudonym key id")
                        .doc("Name of the pseudonym key, part of every pseudonym, so that keys can be rotated.")
                        .defaultValue("k1")
                        .validator(Checks.check(
                                "1 to 32 letters, digits, _ or -",
                                value -> KEY_ID_TEXT.matcher(value.toString()).matches()))
                        .width(Width.SHORT)
                        .build());
    }

    private static List<ConfigKey> generalising(String group) {
        return List.of(
                ConfigKey.string(DATES)
                        .group(group)
                        .displayName("Generalised dates")
                        .doc("What the generalise action keeps of a date: month or year.")
                        .defaultValue("month")
                        .validator(Checks.oneOf("month", YEAR))
                        .recommends("month", YEAR)
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.longInteger(BUCKET)
                        .group(group)
                        .displayName("Generalised numbers")
                        .doc(
                                "Width of the buckets into whose lower bound the generalise action turns the number of a field "
                                        + "that is protected whole.")
                        .defaultValue(10L)
                        .validator(Checks.atLeast(1))
                        .width(Width.SHORT)
                        .build());
    }

    private static Optional<PseudonymKey> pseudonyms(AbstractConfig config) {
        Password password = config.getPassword(HMAC_KEY);
        return password == null
                ? Optional.empty()
                : Optional.of(new PseudonymKey(
                        config.getString(HMAC_KEY_ID),
                        Base64.getDecoder().decode(password.value().trim())));
    }
}

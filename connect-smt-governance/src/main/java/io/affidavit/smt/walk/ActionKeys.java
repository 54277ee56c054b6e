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
import io.affidavit.smt.seal.KeysetKeys;
import io.affidavit.smt.seal.TokenKeys;
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
    static final KeysetKeys<TokenKeys> TOKENS = new KeysetKeys<>("mask.token.keyset", TokenKeys::of);
    static final KeysetKeys<CipherKeys> CIPHERS = new KeysetKeys<>("mask.encrypt.keyset", CipherKeys::of);
    static final String DATES = "mask.generalise.dates";
    static final String BUCKET = "mask.generalise.bucket";

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
        return new Actions(
                pseudonyms(config),
                TOKENS.read(config),
                CIPHERS.read(config),
                config.getString(DATES).equals(YEAR),
                config.getLong(BUCKET));
    }

    /**
     * @param asking the configuration key that names the action
     * @throws ConfigException naming the key that the action needs and that is not set
     */
    static Action action(String asking, String name, Actions actions) {
        if (!actions.able(name)) {
            throw new ConfigException("Invalid value for configuration " + String.format(NEEDS.get(name), asking));
        }
        return actions.named(name);
    }

    static List<ConfigKey> keys(String group) {
        return Stream.of(
                        pseudonymKeys(group),
                        TOKENS.keys(group, "Token keyset", "the token action, of AES256_SIV keys"),
                        CIPHERS.keys(group, "Encryption keyset", "the encrypt action, of AES256_GCM keys"),
                        generalising(group))
                .flatMap(List::stream)
                .toList();
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

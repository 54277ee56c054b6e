/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * The keys that every rejecting transform shares.
 *
 * @param key 32 bytes in Base64, or null where payloads are quarantined by reference
 */
record RejectConfig(
        OnReject onReject, OnRejectSink onRejectSink, String topic, boolean encrypt, String keyId, Password key) {

    static final String ON_REJECT = "on.reject";
    static final String ON_REJECT_SINK = "on.reject.sink";
    static final String TOPIC = "quarantine.topic";
    static final String PAYLOAD = "quarantine.payload";
    static final String KEY = "quarantine.key";
    static final String KEY_ID = "quarantine.key.id";

    private static final String GROUP = "Rejects";
    private static final int KEY_BYTES = 32;
    private static final Pattern KEY_ID_TEXT = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern TOPIC_TEXT = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    static final List<ConfigKey> KEYS = List.of(
            ConfigKey.string(ON_REJECT)
                    .group(GROUP)
                    .displayName("On reject")
                    .doc("What happens to a record that cannot be accepted. quarantine reroutes a source record to the "
                            + "quarantine topic and follows on.reject.sink for a sink record; fail raises an error without "
                            + "content, which errors.tolerance then decides on; drop removes the record and counts it.")
                    .defaultValue(OnReject.QUARANTINE.text())
                    .validator(Checks.oneOf(OnReject.texts()))
                    .recommends((Object[]) OnReject.texts())
                    .importance(Importance.HIGH)
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.string(ON_REJECT_SINK)
                    .group(GROUP)
                    .displayName("On reject in a sink")
                    .doc(
                            "What quarantine means for a sink record. fail raises an error without content, because a sink that "
                                    + "does not know our headers would store the record as data; route lets the protected record pass "
                                    + "with gov.reject headers, for the evidence archive sink, which stores it in its quarantine table; "
                                    + "pass lets the record itself pass with gov.reject headers, for the policy gate only, which "
                                    + "keeps it in its quarantine topic.")
                    .defaultValue(OnRejectSink.FAIL.text())
                    .validator(Checks.oneOf(OnRejectSink.texts()))
                    .recommends((Object[]) OnRejectSink.texts())
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.string(TOPIC)
                    .group(GROUP)
                    .displayName("Quarantine topic")
                    .doc(
                            "Topic that rejected source records go to. It must exist, or the connector must create it with a "
                                    + "topic.creation group.")
                    .defaultValue("governance-quarantine")
                    .validator(Checks.check(
                            "a topic name",
                            value -> TOPIC_TEXT.matcher(value.toString()).matches()))
                    .build(),
            ConfigKey.string(PAYLOAD)
                    .group(GROUP)
                    .displayName("Quarantine payload")
                    .doc(
                            "How the content of a rejected record is kept. reference keeps its kind, size and schema only; encrypt "
                                    + "keeps key, value and headers under AES-256-GCM and needs quarantine.key. The default is encrypt "
                                    + "when a key is given and reference otherwise.")
                    .optional()
                    .validator(Checks.oneOf("reference", "encrypt"))
                    .recommends("reference", "encrypt")
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.password(KEY)
                    .group(GROUP)
                    .displayName("Quarantine key")
                    .doc("Key for quarantined payloads: 32 random bytes in Base64, best from a ConfigProvider.")
                    .optional()
                    .validator(Checks.check("32 bytes in Base64", value -> decode((Password) value) != null))
                    .build(),
            ConfigKey.string(KEY_ID)
                    .group(GROUP)
                    .displayName("Quarantine key id")
                    .doc("Name of the quarantine key, written beside each payload so that keys can be rotated.")
                    .defaultValue("k1")
                    .validator(Checks.check(
                            "1 to 32 letters, digits, _ or -",
                            value -> KEY_ID_TEXT.matcher(value.toString()).matches()))
                    .width(Width.SHORT)
                    .build());

    /** The key itself, or null if none is set. */
    byte[] keyBytes() {
        return key == null ? null : decode(key);
    }

    static RejectConfig of(AbstractConfig config) {
        Password key = config.getPassword(KEY);
        String payload = config.getString(PAYLOAD);
        boolean encrypt = payload == null ? key != null : payload.equals("encrypt");
        if (encrypt && key == null) {
            throw new ConfigException("Cannot encrypt quarantined payloads: " + KEY + " is not set. Set it, or set "
                    + PAYLOAD + "=reference.");
        }
        return new RejectConfig(
                OnReject.of(config.getString(ON_REJECT)),
                OnRejectSink.of(config.getString(ON_REJECT_SINK)),
                config.getString(TOPIC),
                encrypt,
                config.getString(KEY_ID),
                key);
    }

    private static byte[] decode(Password password) {
        try {
            byte[] bytes = Base64.getDecoder().decode(password.value().trim());
            return bytes.length == KEY_BYTES ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

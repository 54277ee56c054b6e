/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.lock.LockMode;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.config.Durations;
import io.affidavit.core.config.UnknownKeys;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** The checks of the keeper's configuration that a single key cannot make. Every fault is told at the key that can mend it. */
public final class KeeperValidation {

    private final Map<String, String> configured;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    private KeeperValidation(Map<String, String> configured, List<ConfigValue> checked) {
        this.configured = configured;
        checked.forEach(value -> values.put(value.name(), value));
    }

    /** @param checked what the single keys' validators found */
    public static Config of(Map<String, String> configured, List<ConfigValue> checked) {
        KeeperValidation validation = new KeeperValidation(configured, checked);
        validation.check();
        return new Config(new ArrayList<>(validation.values.values()));
    }

    /**
     * The policy that the two keys give; empty where neither is set.
     *
     * @throws PolicyException if it cannot be read
     */
    public static Optional<PolicyDocument> policy(String inline, String file) {
        if (inline != null) {
            return Optional.of(PolicyReader.read(inline));
        }
        return Optional.ofNullable(file).map(path -> PolicyReader.read(PolicyReader.KIND.file(path)));
    }

    private void check() {
        UnknownKeys.check(
                configured,
                KeeperKeys.ALL,
                values,
                List.of("keeper.", "archive.", "iceberg."),
                List.of(Catalogs.PREFIX, Catalogs.NAME, Catalogs.HADOOP_PREFIX));
        SigningKeys.faults((Password) value(EvidenceKeys.SIGNING_KEY), (String) value(EvidenceKeys.SIGNING_KEY_FILE))
                .forEach(this::error);
        CatalogRules.faults(configured, Boolean.TRUE.equals(value(CatalogKeys.SINGLE_HOST)))
                .forEach(this::error);
        checkPolicy();
        checkLocks();
        checkContent();
        boolean sound =
                values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
        // A catalog is only worth asking when nothing else is wrong: each answer may take seconds.
        if (sound) {
            new CatalogProbe(configured, tables()).faults().forEach(this::error);
        }
    }

    private void checkPolicy() {
        String inline = (String) value(KeeperKeys.POLICY);
        String file = (String) value(KeeperKeys.POLICY_FILE);
        if (inline != null && file != null) {
            error(KeeperKeys.POLICY, "Both this and " + KeeperKeys.POLICY_FILE + " are set. Remove one of them.");
            return;
        }
        if (inline == null && file == null) {
            if (!KeeperKeys.OFF.equals(value(KeeperKeys.EXPIRY))) {
                error(
                        KeeperKeys.POLICY_FILE,
                        "Nothing says how long records are kept. Set it to a policy document, or " + KeeperKeys.EXPIRY
                                + "=off.");
            }
            return;
        }
        String key = inline == null ? KeeperKeys.POLICY_FILE : KeeperKeys.POLICY;
        try {
            policy(inline, file)
                    .filter(policy -> policy.retention().isEmpty())
                    .ifPresent(policy -> error(
                            key, "The policy has no retention classes, so nothing would ever expire. Add retention."));
        } catch (PolicyException e) {
            error(key, e.getMessage());
        }
    }

    /** What may still be rewritten is locked anew when half of its lock is left: by then there must have been a round. */
    private void checkContent() {
        if (value(ContentKeys.SWEEP_AFTER) != null && value(ContentKeys.LOCATION) == null) {
            error(
                    ContentKeys.LOCATION,
                    "Nothing can be swept without a location. Set it to the one that OffloadContent writes to, or remove "
                            + ContentKeys.SWEEP_AFTER + ".");
        }
    }

    private void checkLocks() {
        Object mode = value(LockKeys.MODE);
        if (mode == null || LockMode.NONE.text().equals(mode)) {
            return;
        }
        try {
            Duration interval = Durations.parse(String.valueOf(value(KeeperKeys.INTERVAL)));
            Duration period = Durations.parse(String.valueOf(value(LockKeys.PERIOD)));
            if (interval.multipliedBy(4).compareTo(period) > 0) {
                error(
                        LockKeys.PERIOD,
                        "Locks could end between two rounds. Set it to at least four times " + KeeperKeys.INTERVAL
                                + ".");
            }
        } catch (DateTimeException e) {
            // The key's own validator has told it.
            return;
        }
    }

    private List<String> tables() {
        return ((List<?>) value(KeeperKeys.TABLES))
                .stream().map(Object::toString).toList();
    }

    private Object value(String key) {
        ConfigValue value = values.get(key);
        return value == null ? null : value.value();
    }

    private void error(String key, String message) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(message);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.config.ContentKeys;
import io.affidavit.archive.config.KeeperKeys;
import io.affidavit.archive.config.KeeperValidation;
import io.affidavit.archive.config.LockKeys;
import io.affidavit.archive.config.SigningKeys;
import io.affidavit.archive.lock.LockMode;
import io.affidavit.archive.retention.Retention;
import io.affidavit.archive.seal.SealTerms;
import io.affidavit.core.config.Durations;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.policy.PolicyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** Typed view of the configuration of {@link EvidenceKeeperConnector}. */
public final class EvidenceKeeperConfig extends AbstractConfig {

    private final Map<String, String> properties;

    public EvidenceKeeperConfig(Map<String, String> properties) {
        super(KeeperKeys.ALL.toConfigDef(), properties);
        this.properties = Map.copyOf(properties);
    }

    /** The configuration as given, for {@link io.affidavit.catalog.Catalogs#open}. */
    public Map<String, String> properties() {
        return properties;
    }

    /** Name of the connector. */
    public String connector() {
        return properties.getOrDefault("name", "keeper");
    }

    public List<TableIdentifier> tables() {
        return getList(KeeperKeys.TABLES).stream()
                .distinct()
                .map(TableIdentifier::parse)
                .toList();
    }

    public boolean expires() {
        return KeeperKeys.RUN.equals(getString(KeeperKeys.EXPIRY));
    }

    public boolean plans() {
        return !KeeperKeys.OFF.equals(getString(KeeperKeys.EXPIRY));
    }

    /**
     * The terms of the policy as it is now; empty where none is configured.
     *
     * @throws PolicyException if it cannot be read
     */
    public Optional<Retention> retention() {
        return KeeperValidation.policy(getString(KeeperKeys.POLICY), getString(KeeperKeys.POLICY_FILE))
                .map(Retention::of);
    }

    /** Whether anything is done with the tables from time to time. */
    public boolean hasRounds() {
        return plans()
                || plansSeals()
                || lockMode() != LockMode.NONE
                || sweepsContentAfter().isPresent();
    }

    /** How the store locks what stays. */
    public LockMode lockMode() {
        return LockMode.of(getString(LockKeys.MODE));
    }

    /** For how long it locks what may still be rewritten. */
    public Duration lockPeriod() {
        return Durations.parse(getString(LockKeys.PERIOD));
    }

    public Duration grace() {
        return Durations.parse(getString(KeeperKeys.GRACE));
    }

    public boolean seals() {
        return KeeperKeys.RUN.equals(getString(KeeperKeys.SEAL));
    }

    public boolean plansSeals() {
        return !KeeperKeys.OFF.equals(getString(KeeperKeys.SEAL));
    }

    public SealTerms sealTerms() {
        return new SealTerms(
                Durations.parse(getString(KeeperKeys.SEAL_AFTER)),
                Durations.parse(getString(KeeperKeys.SEAL_GRACE)),
                getLong(KeeperKeys.SEAL_BYTES));
    }

    /** How long content stays in its area; empty where it is not swept. */
    public Optional<Duration> sweepsContentAfter() {
        return Optional.ofNullable(getString(ContentKeys.SWEEP_AFTER)).map(Durations::parse);
    }

    public Duration interval() {
        return Durations.parse(getString(KeeperKeys.INTERVAL));
    }

    public String topic() {
        return getString(KeeperKeys.TOPIC);
    }

    public Set<String> forwarded() {
        return Set.copyOf(getList(KeeperKeys.FORWARD));
    }

    /** Whether checkpoints are made. */
    public boolean checkpoints() {
        return forwarded().contains(KeeperKeys.CHECKPOINT);
    }

    public int maxBytes() {
        return getInt(KeeperKeys.MAX_BYTES);
    }

    /** @throws ConfigException when there is no usable key; the message holds nothing of it */
    public SigningKey signingKey() {
        return SigningKeys.of(this);
    }
}

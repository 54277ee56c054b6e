/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.config.GrantCheck;
import io.affidavit.archive.config.ReplayKeys;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.core.key.TrustedKeys;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** Typed view of the configuration of {@link EvidenceReplaySourceConnector}. */
public final class EvidenceReplaySourceConfig extends AbstractConfig {

    private final Map<String, String> properties;

    public EvidenceReplaySourceConfig(Map<String, String> properties) {
        super(ReplayKeys.ALL.toConfigDef(), properties);
        this.properties = Map.copyOf(properties);
    }

    public TableIdentifier table() {
        return TableIdentifier.parse(getString(ReplayKeys.TABLE));
    }

    public String receiptTopic() {
        String topic = getString(ReplayKeys.RECEIPT_TOPIC);
        return topic == null ? getString(ReplayKeys.TOPIC) : topic;
    }

    public long windowBytes() {
        return getLong(ReplayKeys.WINDOW_BYTES);
    }

    /**
     * The grant, which has this configuration as it is. Its signatures and its time are not checked.
     *
     * @throws ConfigException when it is none, or is for something else
     */
    public ReplayGrant grant() {
        ReplayGrant grant;
        try {
            grant = GrantCheck.grant(getString(ReplayKeys.GRANT));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
        GrantCheck.agreement(grant, properties).forEach((key, fault) -> {
            throw new ConfigException("Cannot replay: " + key + ": " + fault);
        });
        return grant;
    }

    /** @throws ConfigException when a file of them cannot be read now */
    public TrustedKeys trustedKeys() {
        try {
            return GrantCheck.trusted(getList(ReplayKeys.TRUST));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.plugin;

import io.affidavit.core.config.ConfigKeys;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** Base of every Affidavit predicate: reads headers only, and reports the real version on all workers. */
public abstract class GovernancePredicate<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {

    private final ConfigKeys keys;

    protected GovernancePredicate(ConfigKeys keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /** The predicate's keys, as the configuration reference shows them. */
    public final ConfigKeys keys() {
        return keys;
    }

    @Override
    public final ConfigDef config() {
        return keys.toConfigDef();
    }

    @Override
    public final String version() {
        return AffidavitVersion.current();
    }

    @Override
    public final void close() {}
}

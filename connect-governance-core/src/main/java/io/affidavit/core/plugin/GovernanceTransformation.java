/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.plugin;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.metrics.Meters;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Base of every Affidavit transform: reports the real version on all workers and receives plugin metrics.
 *
 * <p>This is the only class of the project that implements {@link Monitorable} (KIP-877, Kafka 4.1): a build for older
 * workers differs by this class alone. Connect calls {@link #withPluginMetrics} after {@code configure}, so meters are
 * registered in {@link #metersReady}, never in {@code configure}.
 */
public abstract class GovernanceTransformation<R extends ConnectRecord<R>>
        implements Transformation<R>, Versioned, Monitorable {

    private final ConfigKeys keys;

    protected GovernanceTransformation(ConfigKeys keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /** Registers the transform's meters; called once, with {@link Meters#none()} semantics if never called. */
    protected abstract void metersReady(Meters meters);

    /** The transform's keys, as the configuration reference shows them. */
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
    public final void withPluginMetrics(PluginMetrics metrics) {
        metersReady(Meters.guarded(() -> metrics));
    }
}

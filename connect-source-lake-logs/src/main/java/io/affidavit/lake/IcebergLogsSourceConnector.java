/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.catalog.CatalogSecrets;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.lake.iceberg.IcebergUnits;
import io.affidavit.lake.settings.IcebergKeys;
import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.run.LogsSourceConnector;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Task;

/**
 * Forwards the rows of an Iceberg table to a topic: those of one snapshot, then those that later snapshots append, each
 * exactly once where the worker supports it. Reads only.
 */
public final class IcebergLogsSourceConnector extends LogsSourceConnector {

    private static final String TYPE = Catalogs.PREFIX + "type";
    private static final String IMPLEMENTATION = Catalogs.PREFIX + "catalog-impl";
    private static final String URI = Catalogs.PREFIX + "uri";

    @Override
    public Class<? extends Task> taskClass() {
        return IcebergLogsSourceTask.class;
    }

    @Override
    protected ConfigKeys keys() {
        return IcebergKeys.ALL;
    }

    @Override
    public ReadingConfig reading(Map<String, String> properties) {
        return new IcebergLogsSourceConfig(properties);
    }

    @Override
    protected List<Fault> faultsTogether(ReadingConfig reading) {
        Map<String, String> catalog =
                ((IcebergLogsSourceConfig) reading).table().catalog();
        if (!catalog.containsKey(TYPE) && !catalog.containsKey(IMPLEMENTATION)) {
            return List.of(
                    new Fault(
                            IcebergKeys.TABLE,
                            "Cannot tell in which catalog the table is. Set iceberg.catalog.type, iceberg.catalog.uri and iceberg.catalog.warehouse."));
        }
        return CatalogSecrets.in(catalog.getOrDefault(URI, ""))
                ? List.of(new Fault(
                        IcebergKeys.TABLE,
                        "Cannot use " + URI
                                + ": the address holds a password, which clients repeat in their errors. Give it by a "
                                + "ConfigProvider as iceberg.catalog.jdbc.password or the key of your catalog for it."))
                : List.of();
    }

    @Override
    protected List<Fault> faultsInStore(ReadingConfig reading) {
        try (IcebergUnits units = IcebergUnits.open(((IcebergLogsSourceConfig) reading).table(), SourceMeters.none())) {
            units.requireReadable();
            return List.of();
        } catch (StoreException e) {
            return List.of(new Fault(IcebergKeys.TABLE, e.getMessage()));
        }
    }
}

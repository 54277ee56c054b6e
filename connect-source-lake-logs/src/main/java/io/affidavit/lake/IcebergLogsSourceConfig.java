/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.catalog.Catalogs;
import io.affidavit.lake.iceberg.IcebergUnits;
import io.affidavit.lake.iceberg.OnChange;
import io.affidavit.lake.iceberg.TableSettings;
import io.affidavit.lake.settings.IcebergKeys;
import io.affidavit.lake.unit.OnDamage;
import io.affidavit.lake.unit.UnitLogSource;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The configuration of {@link IcebergLogsSourceConnector}. */
public final class IcebergLogsSourceConfig extends ReadingConfig {

    public IcebergLogsSourceConfig(Map<String, String> props) {
        super(IcebergKeys.ALL.toConfigDef(), props);
    }

    @Override
    public String system() {
        String system = getString(ReadingKeys.SYSTEM);
        return system != null ? system : "iceberg";
    }

    @Override
    protected String defaultInstance() {
        return getString(Catalogs.NAME);
    }

    @Override
    public String entity() {
        return getString(IcebergKeys.TABLE);
    }

    @Override
    protected long numbersPerWindow() {
        return 1;
    }

    @Override
    public LogSource open(String application, HashedColumns hashed, SourceMeters meters) throws StoreException {
        return new UnitLogSource(IcebergUnits.open(table(), meters), hash(), hashed, OnDamage.FAIL, meters);
    }

    TableSettings table() {
        Map<String, String> catalog = new HashMap<>(originalsStrings());
        catalog.put(Catalogs.S3_CHECKSUMS, getString(IcebergKeys.S3_CHECKSUMS));
        return new TableSettings(
                catalog,
                getString(IcebergKeys.TABLE),
                Optional.ofNullable(getLong(IcebergKeys.START)),
                OnChange.of(getString(IcebergKeys.ON_CHANGE)));
    }
}

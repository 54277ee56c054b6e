/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.postgres.PgEndpoint;
import io.affidavit.source.postgres.PostgresLogSource;
import io.affidavit.source.postgres.TableSettings;
import io.affidavit.source.settings.FixedOffset;
import io.affidavit.source.settings.PostgresKeys;
import io.affidavit.source.settings.TableConfig;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.BoundMode;
import java.util.Map;
import java.util.Objects;

/** The configuration of {@link PostgresLogsSourceConnector}. */
public final class PostgresLogsSourceConfig extends TableConfig {

    public PostgresLogsSourceConfig(Map<String, String> props) {
        super(PostgresKeys.ALL.toConfigDef(), props, "postgresql");
    }

    @Override
    protected String defaultInstance() {
        return PgEndpoint.databaseOf(getString(PostgresKeys.URL));
    }

    @Override
    public LogSource open(String application, HashedColumns hashed, SourceMeters meters) throws StoreException {
        return PostgresLogSource.open(endpoint(application), tableSettings(hashed), meters);
    }

    PgEndpoint endpoint(String application) {
        return new PgEndpoint(
                getString(PostgresKeys.URL),
                getString(PostgresKeys.USER),
                getPassword(PostgresKeys.PASSWORD).value(),
                application,
                duration(PostgresKeys.CONNECT_TIMEOUT),
                duration(PostgresKeys.STATEMENT_TIMEOUT));
    }

    TableSettings tableSettings(HashedColumns hashed) {
        return new TableSettings(
                schemaName(),
                Objects.requireNonNull(table(), "table"),
                Objects.requireNonNull(cursorColumn(), "cursor column"),
                cursorUnit(),
                keyColumns(),
                hashed,
                hash(),
                FixedOffset.parse(getString(PostgresKeys.ZONE)).orElseThrow(),
                boundMode(),
                duration(ReadingKeys.LAG));
    }

    private BoundMode boundMode() {
        BoundMode mode = BoundMode.of(getString(PostgresKeys.BOUND));
        return mode == BoundMode.AUTO && isSetByApplication() ? BoundMode.LAG : mode;
    }
}

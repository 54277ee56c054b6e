/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.jdbc.Dialect;
import io.affidavit.source.jdbc.JdbcEndpoint;
import io.affidavit.source.jdbc.JdbcLogSource;
import io.affidavit.source.jdbc.JdbcSettings;
import io.affidavit.source.settings.FixedOffset;
import io.affidavit.source.settings.JdbcKeys;
import io.affidavit.source.settings.TableConfig;
import io.affidavit.source.settings.TableKeys;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.BoundMode;
import java.util.Map;
import java.util.Objects;

/** The configuration of {@link JdbcLogsSourceConnector}. */
public final class JdbcLogsSourceConfig extends TableConfig {

    public JdbcLogsSourceConfig(Map<String, String> props) {
        super(
                JdbcKeys.ALL.toConfigDef(),
                props,
                Dialect.of(props.getOrDefault(TableKeys.URL, ""))
                        .map(Dialect::system)
                        .orElse("jdbc"));
    }

    @Override
    protected String defaultInstance() {
        String url = getString(TableKeys.URL);
        return Dialect.of(url).map(dialect -> dialect.databaseOf(url)).orElse(url);
    }

    @Override
    public LogSource open(String application, HashedColumns hashed, SourceMeters meters) throws StoreException {
        return JdbcLogSource.open(endpoint(application), settings(hashed), meters);
    }

    JdbcEndpoint endpoint(String application) {
        return new JdbcEndpoint(
                getString(TableKeys.URL),
                getString(TableKeys.USER),
                getPassword(TableKeys.PASSWORD).value(),
                application,
                duration(TableKeys.CONNECT_TIMEOUT),
                duration(TableKeys.STATEMENT_TIMEOUT));
    }

    JdbcSettings settings(HashedColumns hashed) {
        return new JdbcSettings(
                schemaName(),
                Objects.requireNonNull(table(), "table"),
                Objects.requireNonNull(cursorColumn(), "cursor column"),
                cursorUnit(),
                keyColumns(),
                hashed,
                hash(),
                FixedOffset.parse(getString(TableKeys.ZONE)).orElseThrow(),
                BoundMode.of(getString(TableKeys.BOUND)),
                isSetByApplication(),
                duration(ReadingKeys.LAG));
    }
}

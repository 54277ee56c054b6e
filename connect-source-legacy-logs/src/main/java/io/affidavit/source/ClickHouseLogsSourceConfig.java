/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.clickhouse.ClickHouseLogSource;
import io.affidavit.source.clickhouse.ClickHouseSettings;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.http.HttpEndpoint;
import io.affidavit.source.offset.AcceptedTable;
import io.affidavit.source.preset.ClickHousePreset;
import io.affidavit.source.settings.ClickHouseKeys;
import io.affidavit.source.settings.HttpKeys;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The configuration of {@link ClickHouseLogsSourceConnector}. */
public final class ClickHouseLogsSourceConfig extends ReadingConfig {

    private final Optional<ClickHousePreset> preset;

    public ClickHouseLogsSourceConfig(Map<String, String> props) {
        super(ClickHouseKeys.ALL.toConfigDef(), props);
        this.preset = ClickHousePreset.named(getString(ClickHouseKeys.PRESET));
    }

    /** The table as configured, or null where neither the key nor a preset names one. */
    String table() {
        return own(ClickHouseKeys.TABLE, ClickHousePreset::table);
    }

    String cursorColumn() {
        return own(ClickHouseKeys.CURSOR, ClickHousePreset::cursorColumn);
    }

    private String own(String key, Function<ClickHousePreset, String> ofPreset) {
        String value = getString(key);
        return value != null ? value : preset.map(ofPreset).orElse(null);
    }

    @Override
    public String system() {
        String system = getString(ReadingKeys.SYSTEM);
        return system != null ? system : preset.map(ClickHousePreset::system).orElse("clickhouse");
    }

    @Override
    protected String defaultInstance() {
        return HttpEndpoint.baseOf(getString(HttpKeys.URL)).getHost();
    }

    /** The entity name of events: the table. */
    @Override
    public String entity() {
        return table();
    }

    @Override
    public AcceptedTable acceptedTable() {
        return AcceptedTable.of(ClickHouseKeys.TABLE_ID, getLong(ClickHouseKeys.TABLE_ID));
    }

    @Override
    protected long numbersPerWindow() {
        return getLong(ClickHouseKeys.WINDOW_IDS);
    }

    @Override
    public LogSource open(String application, HashedColumns hashed, SourceMeters meters) throws StoreException {
        return ClickHouseLogSource.open(endpoint(application), settings(hashed), meters);
    }

    HttpEndpoint endpoint(String application) {
        Map<String, String> headers = new HashMap<>(Map.of("User-Agent", HttpEndpoint.headerText(application)));
        if (getString(HttpKeys.USER) != null) {
            String password = getPassword(HttpKeys.PASSWORD).value();
            headers.put("Authorization", HttpEndpoint.basic(getString(HttpKeys.USER), password));
        }
        return new HttpEndpoint(
                HttpEndpoint.baseOf(getString(HttpKeys.URL)),
                headers,
                Optional.ofNullable(getString(HttpKeys.AUTHORITIES)).map(Path::of),
                duration(HttpKeys.CONNECT_TIMEOUT),
                duration(HttpKeys.REQUEST_TIMEOUT));
    }

    ClickHouseSettings settings(HashedColumns hashed) {
        List<String> keys = getList(ClickHouseKeys.KEYS_OF_ROW);
        return new ClickHouseSettings(
                getString(ClickHouseKeys.DATABASE),
                Objects.requireNonNull(table(), "table"),
                Objects.requireNonNull(cursorColumn(), "cursor column"),
                preset.isPresent() && getString(ClickHouseKeys.CURSOR) == null,
                keys.isEmpty() ? preset.map(ClickHousePreset::keyColumns).orElse(List.of()) : keys,
                hashed,
                hash(),
                duration(ReadingKeys.LAG));
    }

    /** Tables that the application may write to instead; none where that does not matter. */
    List<String> successors() {
        return getBoolean(ClickHouseKeys.ACCEPT_STALE)
                ? List.of()
                : preset.map(ClickHousePreset::successors).orElse(List.of());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.config.Durations;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.postgres.BoundMode;
import io.affidavit.source.postgres.PgEndpoint;
import io.affidavit.source.postgres.TableSettings;
import io.affidavit.source.preset.HashedColumns;
import io.affidavit.source.preset.Preset;
import io.affidavit.source.settings.FixedOffset;
import io.affidavit.source.settings.PostgresKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;

/** The configuration of {@link PostgresLogsSourceConnector}. */
public final class PostgresLogsSourceConfig extends AbstractConfig {

    private final Optional<Preset> preset;

    public PostgresLogsSourceConfig(Map<String, String> props) {
        super(PostgresKeys.ALL.toConfigDef(), props, false);
        this.preset = Preset.named(getString(PostgresKeys.PRESET));
    }

    Optional<Preset> preset() {
        return preset;
    }

    /** The table as configured, or null where neither the key nor a preset names one. */
    String table() {
        return own(PostgresKeys.TABLE, Preset::table);
    }

    String cursorColumn() {
        return own(PostgresKeys.CURSOR, Preset::cursorColumn);
    }

    private String own(String key, Function<Preset, String> ofPreset) {
        String value = getString(key);
        return value != null ? value : preset.map(ofPreset).orElse(null);
    }

    public String system() {
        String system = getString(PostgresKeys.SYSTEM);
        return system != null ? system : preset.map(Preset::system).orElse("postgresql");
    }

    public String instance() {
        String instance = getString(PostgresKeys.INSTANCE);
        return instance != null ? instance : PgEndpoint.databaseOf(getString(PostgresKeys.URL));
    }

    public String topic() {
        return getString(PostgresKeys.TOPIC);
    }

    public String quarantineTopic() {
        String topic = getString(PostgresKeys.QUARANTINE_TOPIC);
        return topic != null ? topic : topic() + ".quarantine";
    }

    /** The entity name of events: the table. */
    public String entity() {
        return table().trim().replace("\"", "");
    }

    public int lanes() {
        return getInt(PostgresKeys.LANES);
    }

    int pageRows() {
        return getInt(PostgresKeys.PAGE_ROWS);
    }

    int pageBytes() {
        return getInt(PostgresKeys.PAGE_BYTES);
    }

    int recordMaxBytes() {
        return getInt(PostgresKeys.RECORD_MAX_BYTES);
    }

    int eventsPerRow() {
        return getInt(PostgresKeys.EVENTS_PER_ROW);
    }

    Duration duration(String key) {
        return Durations.parse(getString(key));
    }

    Optional<Long> acceptedTable() {
        return Optional.ofNullable(getLong(PostgresKeys.TABLE_OID));
    }

    /** The window grid; its width is in microseconds for times, else in numbers. */
    public WindowGrid grid(boolean timed) {
        return new WindowGrid(
                lanes(),
                timed
                        ? TimeUnit.MICROSECONDS.convert(duration(PostgresKeys.WINDOW))
                        : getLong(PostgresKeys.WINDOW_IDS));
    }

    public PgEndpoint endpoint(String application) {
        return new PgEndpoint(
                getString(PostgresKeys.URL),
                getString(PostgresKeys.USER),
                getPassword(PostgresKeys.PASSWORD).value(),
                application,
                duration(PostgresKeys.CONNECT_TIMEOUT),
                duration(PostgresKeys.STATEMENT_TIMEOUT));
    }

    /** The list row hashes cover, as far as the configuration tells: open where all columns are meant. */
    public HashedColumns hashedColumns() {
        List<String> names = getList(PostgresKeys.HASH_COLUMNS);
        return names.isEmpty() ? preset.map(Preset::hashedColumns).orElse(HashedColumns.ALL) : HashedColumns.of(names);
    }

    /** The list to use where rows were hashed before over a list of this id: an open configuration keeps to it. */
    public HashedColumns hashedColumns(Optional<String> used) {
        HashedColumns configured = hashedColumns();
        return configured.isOpen() && used.isPresent() ? HashedColumns.parse(used.get()) : configured;
    }

    public TableSettings tableSettings(HashedColumns hashed) {
        List<String> keys = getList(PostgresKeys.KEYS_OF_ROW);
        return new TableSettings(
                schemaName(),
                Objects.requireNonNull(table(), "table"),
                Objects.requireNonNull(cursorColumn(), "cursor column"),
                keys.isEmpty() ? preset.map(Preset::keyColumns).orElse(List.of()) : keys,
                hashed,
                KeyedHash.ofBase64(
                        getString(PostgresKeys.HASH_KEY_ID),
                        getPassword(PostgresKeys.HASH_KEY).value()),
                FixedOffset.parse(getString(PostgresKeys.ZONE)).orElseThrow(),
                boundMode(),
                duration(PostgresKeys.LAG));
    }

    private BoundMode boundMode() {
        BoundMode mode = BoundMode.of(getString(PostgresKeys.BOUND));
        boolean setByApplication = preset.isPresent() && !preset.get().databaseSetsCursor();
        return mode == BoundMode.AUTO && setByApplication ? BoundMode.LAG : mode;
    }

    private String schemaName() {
        return (system() + "." + entity()).replaceAll("[^A-Za-z0-9_.]", "_");
    }
}

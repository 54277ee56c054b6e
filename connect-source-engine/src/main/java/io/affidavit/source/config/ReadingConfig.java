/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.config;

import io.affidavit.core.config.Durations;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.emit.Origin;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.offset.AcceptedTable;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.throttle.Hours;
import io.affidavit.source.throttle.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The configuration of a source: what all of them share, and what only the store can tell. */
public abstract class ReadingConfig extends AbstractConfig {

    protected ReadingConfig(ConfigDef definition, Map<String, String> props) {
        super(definition, props, false);
    }

    /** The system where neither the key nor a preset names one. */
    public abstract String system();

    /** The installation, where {@code source.instance} is not set. */
    protected abstract String defaultInstance();

    /** The entity name of events: the table, the index, the bucket. */
    public abstract String entity();

    /** The list of columns that row hashes cover where {@code source.hash.columns} is not set. */
    protected HashedColumns defaultHashedColumns() {
        return HashedColumns.ALL;
    }

    /** The table accepted as the successor of the one read before. */
    public AcceptedTable acceptedTable() {
        return AcceptedTable.NONE;
    }

    /**
     * Connects, and holds the settings against the store as it is.
     *
     * @param application names this connection where the store shows its clients
     * @param hashed the list row hashes cover
     * @throws StoreException fatal for any fault of the settings
     */
    public abstract LogSource open(String application, HashedColumns hashed, SourceMeters meters) throws StoreException;

    /** Positions per window of a source whose cursors are numbers. */
    protected long numbersPerWindow() {
        throw new IllegalStateException("This source's cursors are times.");
    }

    public final String instance() {
        String instance = getString(ReadingKeys.INSTANCE);
        return instance != null ? instance : defaultInstance();
    }

    public final Origin origin() {
        return new Origin(system(), instance(), entity(), hash().keyId());
    }

    public final KeyedHash hash() {
        return KeyedHash.ofBase64(
                getString(ReadingKeys.HASH_KEY_ID),
                getPassword(ReadingKeys.HASH_KEY).value());
    }

    public final String topic() {
        return getString(ReadingKeys.TOPIC);
    }

    public final String quarantineTopic() {
        String topic = getString(ReadingKeys.QUARANTINE_TOPIC);
        return topic != null ? topic : topic() + ".quarantine";
    }

    /** Where manifests of windows go, if anywhere. */
    public final Optional<String> manifestTopic() {
        return Optional.ofNullable(getString(ReadingKeys.MANIFEST_TOPIC));
    }

    /** How long after its end a window is read again. */
    public final List<Duration> sweepAfter() {
        return getList(ReadingKeys.SWEEP_AFTER).stream().map(Durations::parse).toList();
    }

    /** What the source bears. */
    public final Limits limits() {
        return new Limits(
                getLong(ReadingKeys.RATE_ROWS),
                getLong(ReadingKeys.RATE_BYTES),
                duration(ReadingKeys.PAGE_TARGET),
                Optional.of(getString(ReadingKeys.PROBE_TARGET))
                        .filter(text -> !text.isEmpty())
                        .map(Durations::parse),
                duration(ReadingKeys.PROBE_INTERVAL),
                Hours.parse(getString(ReadingKeys.HOURS)));
    }

    public final int lanes() {
        return getInt(ReadingKeys.LANES);
    }

    public final int pageRows() {
        return getInt(ReadingKeys.PAGE_ROWS);
    }

    public final int pageBytes() {
        return getInt(ReadingKeys.PAGE_BYTES);
    }

    public final int recordMaxBytes() {
        return getInt(ReadingKeys.RECORD_MAX_BYTES);
    }

    public final int eventsPerRow() {
        return getInt(ReadingKeys.EVENTS_PER_ROW);
    }

    public final Duration duration(String key) {
        return Durations.parse(getString(key));
    }

    /** The window grid; its width is in microseconds for times, else in numbers. */
    public final WindowGrid grid(boolean timed) {
        return new WindowGrid(
                lanes(), timed ? TimeUnit.MICROSECONDS.convert(duration(ReadingKeys.WINDOW)) : numbersPerWindow());
    }

    /** The list row hashes cover, as far as the configuration tells: open where all columns are meant. */
    public final HashedColumns hashedColumns() {
        List<String> names = getList(ReadingKeys.HASH_COLUMNS);
        return names.isEmpty() ? defaultHashedColumns() : HashedColumns.of(names);
    }

    /** The list to use where rows were hashed before over a list of this id: an open configuration keeps to it. */
    public final HashedColumns hashedColumns(Optional<String> used) {
        HashedColumns configured = hashedColumns();
        return configured.isOpen() && used.isPresent() ? HashedColumns.parse(used.get()) : configured;
    }
}

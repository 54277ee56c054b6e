/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.settings;

import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.offset.AcceptedTable;
import io.affidavit.source.preset.Preset;
import io.affidavit.source.spi.EpochUnit;
import io.affidavit.source.spi.HashedColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;

/** The configuration of a source that reads a database's table, with what a preset says where a key is not set. */
public abstract class TableConfig extends ReadingConfig {

    private final Optional<Preset> preset;
    private final String defaultSystem;

    /** @param defaultSystem where neither the key nor a preset names one */
    protected TableConfig(ConfigDef definition, Map<String, String> props, String defaultSystem) {
        super(definition, props);
        this.preset = Preset.named(getString(TableKeys.PRESET));
        this.defaultSystem = defaultSystem;
    }

    /** The table as configured, or null where neither the key nor a preset names one. */
    public final String table() {
        return own(TableKeys.TABLE, Preset::table);
    }

    /** The cursor column as configured, or null where neither the key nor a preset names one. */
    public final String cursorColumn() {
        return own(TableKeys.CURSOR, Preset::cursorColumn);
    }

    private String own(String key, Function<Preset, String> ofPreset) {
        String value = getString(key);
        return value != null ? value : preset.map(ofPreset).orElse(null);
    }

    /** What is missing of the table, where neither the keys nor a preset tell it. */
    public final List<Fault> tableFaults() {
        List<Fault> faults = new ArrayList<>();
        if (table() == null) {
            faults.add(new Fault(TableKeys.TABLE, "Cannot tell which table to read. Set it, or set source.preset."));
        }
        if (cursorColumn() == null) {
            faults.add(
                    new Fault(TableKeys.CURSOR, "Cannot tell which column orders rows. Set it, or set source.preset."));
        }
        return faults;
    }

    protected final Optional<EpochUnit> cursorUnit() {
        Optional<EpochUnit> unit = EpochUnit.of(getString(TableKeys.CURSOR_UNIT));
        return unit.isPresent() || getString(TableKeys.CURSOR) != null ? unit : preset.flatMap(Preset::cursorUnit);
    }

    protected final List<String> keyColumns() {
        List<String> keys = getList(TableKeys.KEYS_OF_ROW);
        return keys.isEmpty() ? preset.map(Preset::keyColumns).orElse(List.of()) : keys;
    }

    @Override
    public final String system() {
        String system = getString(ReadingKeys.SYSTEM);
        return system != null ? system : preset.map(Preset::system).orElse(defaultSystem);
    }

    /** The entity name of events: the table. */
    @Override
    public final String entity() {
        return table().trim().replace("\"", "");
    }

    protected final String schemaName() {
        return (system() + "." + entity()).replaceAll("[^A-Za-z0-9_.]", "_");
    }

    @Override
    protected final HashedColumns defaultHashedColumns() {
        return preset.map(Preset::hashedColumns).orElse(HashedColumns.ALL);
    }

    @Override
    public final AcceptedTable acceptedTable() {
        return AcceptedTable.of(TableKeys.TABLE_OID, getLong(TableKeys.TABLE_OID));
    }

    @Override
    protected final long numbersPerWindow() {
        boolean timedNumbers = cursorUnit().filter(unit -> !unit.isTimed()).isPresent();
        return timedNumbers
                ? TimeUnit.NANOSECONDS.convert(duration(ReadingKeys.WINDOW))
                : getLong(TableKeys.WINDOW_IDS);
    }

    /** Whether an application, not the database, is known to fill the cursor column. */
    protected final boolean isSetByApplication() {
        return cursorUnit().isPresent() || (preset.isPresent() && !preset.get().databaseSetsCursor());
    }
}

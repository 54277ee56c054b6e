/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.route.TableTemplate;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** The keys of the archive that say which tables records go to, and what columns these have. */
public final class TableKeys {

    public static final String TABLE = "archive.table";
    public static final String AUTO_CREATE = "archive.table.auto.create";
    public static final String UNKNOWN_TABLE = "archive.unknown.table";
    public static final String MAX_TABLES = "archive.tables.max";
    public static final String QUARANTINE_TABLE = "archive.quarantine.table";
    public static final String QUARANTINE_PAYLOAD = "archive.quarantine.payload";
    public static final String SCHEMA = "archive.schema";
    public static final String EVOLUTION = "archive.schema.evolution";
    public static final String NULL_DEFAULTS = "archive.replace.null.with.default";
    public static final String MAX_COLUMNS = "archive.schema.max.columns";

    /** What {@link #UNKNOWN_TABLE} may be. */
    public static final String UNKNOWN_QUARANTINE = "quarantine";

    public static final String UNKNOWN_FAIL = "fail";

    /** What {@link #QUARANTINE_PAYLOAD} may be. */
    public static final String PAYLOAD_FULL = "full";

    public static final String PAYLOAD_NONE = "none";

    /** What {@link #SCHEMA} may be. */
    public static final String SCHEMA_CONTRACT = "contract";

    public static final String SCHEMA_RECORD = "record";

    /** What {@link #EVOLUTION} may be. */
    public static final String EVOLUTION_ADD = "add";

    public static final String EVOLUTION_NONE = "none";

    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

    private static final KeyGroup GROUP = new KeyGroup("Tables");

    private TableKeys() {}

    static Stream<ConfigKey> keys() {
        return Stream.of(
                GROUP.key(ConfigKey.string(TABLE), "Events table", Importance.HIGH)
                        .doc(
                                "Iceberg table that events are archived in, as namespace.name, or a template that each record"
                                        + " fills in, such as evidence.${topic}, ai.${header:NAME} or ai.${tenant_id}, where dots lead"
                                        + " into nested fields. Tables are partitioned by retention class, custody and day of the"
                                        + " event time; an existing table must have that partition spec.")
                        .defaultValue("evidence.events")
                        .validator(tableTemplate())
                        .build(),
                GROUP.key(ConfigKey.bool(AUTO_CREATE), "Create tables", Importance.MEDIUM)
                        .doc(
                                "Whether events tables that do not exist are created. The quarantine table is created in any case.")
                        .defaultValue(true)
                        .build(),
                GROUP.key(ConfigKey.string(UNKNOWN_TABLE), "Unknown table", Importance.MEDIUM)
                        .doc(
                                "What happens to a record whose table, by the template, does not exist and may not be created:"
                                        + " quarantine keeps it in the quarantine table, fail fails the task.")
                        .defaultValue(UNKNOWN_QUARANTINE)
                        .validator(Checks.oneOf(UNKNOWN_QUARANTINE, UNKNOWN_FAIL))
                        .recommends(UNKNOWN_QUARANTINE, UNKNOWN_FAIL)
                        .build(),
                GROUP.key(ConfigKey.integer(MAX_TABLES), "Most tables", Importance.MEDIUM)
                        .doc(
                                "How many tables a template may lead to, counted over all tasks and restarts. Records that would"
                                        + " need one more go to the quarantine.")
                        .defaultValue(256)
                        .validator(Checks.between(1, 10_000))
                        .build(),
                GROUP.key(ConfigKey.string(QUARANTINE_TABLE), "Quarantine table", Importance.MEDIUM)
                        .doc(
                                "Iceberg table for records that cannot be archived as events, with the rule that refused them."
                                        + " By default the name of the events table followed by _quarantine. Required where"
                                        + " archive.table is a template: this table then keeps the positions of all others as well, and"
                                        + " must stay the same when the template changes.")
                        .optional()
                        .validator(tableName())
                        .build(),
                GROUP.key(ConfigKey.string(QUARANTINE_PAYLOAD), "Quarantined payload", Importance.MEDIUM)
                        .doc(
                                "Whether the quarantine keeps the value of a refused record, as the sink received it: full or"
                                        + " none.")
                        .defaultValue(PAYLOAD_FULL)
                        .validator(Checks.oneOf(PAYLOAD_FULL, PAYLOAD_NONE))
                        .recommends(PAYLOAD_FULL, PAYLOAD_NONE)
                        .build(),
                GROUP.key(ConfigKey.string(SCHEMA), "Table schema", Importance.MEDIUM)
                        .doc(
                                "What the events table is created with: contract for the columns of the event contract, record"
                                        + " for the columns the records themselves bring.")
                        .defaultValue(SCHEMA_CONTRACT)
                        .validator(Checks.oneOf(SCHEMA_CONTRACT, SCHEMA_RECORD))
                        .recommends(SCHEMA_CONTRACT, SCHEMA_RECORD)
                        .build(),
                GROUP.key(ConfigKey.string(EVOLUTION), "Schema evolution", Importance.MEDIUM)
                        .doc(
                                "What happens to fields the table has no column for: add makes an optional column and widens int"
                                        + " to long, float to double and decimals to more digits, none sends the record to the quarantine. Nothing is ever"
                                        + " dropped.")
                        .defaultValue(EVOLUTION_ADD)
                        .validator(Checks.oneOf(EVOLUTION_ADD, EVOLUTION_NONE))
                        .recommends(EVOLUTION_ADD, EVOLUTION_NONE)
                        .build(),
                GROUP.key(ConfigKey.bool(NULL_DEFAULTS), "Defaults for nulls", Importance.LOW)
                        .doc(
                                "Whether a null field of a Struct is archived as the default of its schema. By default a null"
                                        + " stays a null, because evidence says what was sent. Set value.converter.replace.null"
                                        + ".with.default=false as well, where the converter has it. Tags and event time are read as"
                                        + " sent either way.")
                        .defaultValue(false)
                        .build(),
                GROUP.key(ConfigKey.integer(MAX_COLUMNS), "Most columns", Importance.LOW)
                        .doc(
                                "How many columns, nested ones included, the table may grow to. Records that need more go to the"
                                        + " quarantine: maps with ever new keys belong into a map column.")
                        .defaultValue(1000)
                        .validator(Checks.between(1, 100_000))
                        .build());
    }

    private static Validator tableTemplate() {
        return new Validator() {
            @Override
            public void ensureValid(String name, Object value) {
                try {
                    TableTemplate.parse(value.toString());
                } catch (IllegalArgumentException e) {
                    throw new ConfigException("Invalid value for configuration " + name + ": " + e.getMessage() + ".");
                }
            }

            @Override
            public String toString() {
                return "namespace.name of letters, digits, hyphens, underscores and placeholders such as ${topic}";
            }
        };
    }

    private static Validator tableName() {
        return Checks.check(
                "namespace.name of letters, digits, hyphens and underscores",
                value -> TABLE_NAME.matcher(value.toString()).matches());
    }
}

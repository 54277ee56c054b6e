/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.convert.RecordTags;
import io.affidavit.archive.route.TableTemplate;
import io.affidavit.catalog.CatalogSecrets;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys of {@code EvidenceArchiveSinkConnector}, apart from the {@code iceberg.*} ones that Iceberg defines. */
public final class ArchiveKeys {

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
    public static final String EMBEDDED_DIRECTORY = "archive.embedded.directory";
    public static final String SINGLE_HOST = "archive.catalog.embedded.single.host";
    public static final String SIGNING_KEY = "archive.signing.key";
    public static final String SIGNING_KEY_FILE = "archive.signing.key.file";
    public static final String ROW_SALT = "archive.row.salt";
    public static final String COMMIT_INTERVAL = "archive.commit.interval.ms";
    public static final String COMMIT_RECORDS = "archive.commit.records";
    public static final String COMMIT_BYTES = "archive.commit.bytes";
    public static final String COMMIT_TIMEOUT = "archive.commit.timeout";
    public static final String MAX_OUTAGE = "archive.commit.max.outage";
    public static final String LINEAGE = "archive.lineage";
    public static final String ALLOW_UNCOMMITTED = "archive.allow.uncommitted";
    public static final String DEFAULT_CLASS = "archive.retention.default.class";
    public static final String UNTAGGED = "archive.retention.untagged";
    public static final String EVENT_TIME_FIELD = "archive.event.time.field";
    public static final String MAX_LATENESS = "archive.event.time.max.lateness";
    public static final String MAX_SKEW = "archive.event.time.max.skew";
    public static final String SNAPSHOTS_KEEP = "archive.snapshot.retention.time";
    public static final String SNAPSHOTS_MIN = "archive.snapshot.retention.count";
    public static final String SNAPSHOTS_MAX = "archive.snapshot.retention.max.count";
    public static final String ORPHANS_AFTER = "archive.orphans.after";
    public static final String MAX_OPEN_FILES = "archive.write.max.open.files";
    public static final String TARGET_BYTES = "archive.write.target.file.bytes";
    public static final String MEMORY_BYTES = "archive.memory.bytes";
    public static final String SPILL_DIRECTORY = "archive.spill.directory";
    public static final String SPILL_BYTES = "archive.spill.max.bytes";

    /** What {@link #SCHEMA} may be. */
    public static final String SCHEMA_CONTRACT = "contract";

    public static final String SCHEMA_RECORD = "record";
    /** What {@link #EVOLUTION} may be. */
    public static final String EVOLUTION_ADD = "add";

    public static final String EVOLUTION_NONE = "none";
    /** What {@link #UNTAGGED} may be. */
    public static final String UNTAGGED_DEFAULT = "default";

    public static final String UNTAGGED_QUARANTINE = "quarantine";
    /** What {@link #QUARANTINE_PAYLOAD} may be. */
    public static final String PAYLOAD_FULL = "full";

    public static final String PAYLOAD_NONE = "none";
    /** What {@link #UNKNOWN_TABLE} may be. */
    public static final String UNKNOWN_QUARANTINE = "quarantine";

    public static final String UNKNOWN_FAIL = "fail";

    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
    private static final Pattern LINEAGE_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final String TABLES = "Tables";
    private static final String CATALOG = "Catalog";
    private static final String EVIDENCE = "Evidence";
    private static final String COMMITS = "Commits";
    private static final String RETENTION = "Retention";
    private static final String FILES = "Files";
    private static final String MEMORY = "Memory";

    /** Every key, in the order in which they are shown. */
    public static final ConfigKeys ALL = all(
            key(ConfigKey.string(TABLE), TABLES, "Events table", Importance.HIGH)
                    .doc("Iceberg table that events are archived in, as namespace.name, or a template that each record"
                            + " fills in, such as evidence.${topic}, ai.${header:NAME} or ai.${tenant_id}, where dots lead"
                            + " into nested fields. Tables are partitioned by retention class, custody and day of the"
                            + " event time; an existing table must have that partition spec.")
                    .defaultValue("evidence.events")
                    .validator(tableTemplate())
                    .build(),
            key(ConfigKey.bool(AUTO_CREATE), TABLES, "Create tables", Importance.MEDIUM)
                    .doc(
                            "Whether events tables that do not exist are created. The quarantine table is created in any case.")
                    .defaultValue(true)
                    .build(),
            key(ConfigKey.string(UNKNOWN_TABLE), TABLES, "Unknown table", Importance.MEDIUM)
                    .doc("What happens to a record whose table, by the template, does not exist and may not be created:"
                            + " quarantine keeps it in the quarantine table, fail fails the task.")
                    .defaultValue(UNKNOWN_QUARANTINE)
                    .validator(Checks.oneOf(UNKNOWN_QUARANTINE, UNKNOWN_FAIL))
                    .recommends(UNKNOWN_QUARANTINE, UNKNOWN_FAIL)
                    .build(),
            key(ConfigKey.integer(MAX_TABLES), TABLES, "Most tables", Importance.MEDIUM)
                    .doc(
                            "How many tables a template may lead to, counted over all tasks and restarts. Records that would"
                                    + " need one more go to the quarantine.")
                    .defaultValue(256)
                    .validator(Checks.between(1, 10_000))
                    .build(),
            key(ConfigKey.string(QUARANTINE_TABLE), TABLES, "Quarantine table", Importance.MEDIUM)
                    .doc("Iceberg table for records that cannot be archived as events, with the rule that refused them."
                            + " By default the name of the events table followed by _quarantine. Required where"
                            + " archive.table is a template: this table then keeps the positions of all others as well, and"
                            + " must stay the same when the template changes.")
                    .optional()
                    .validator(tableName())
                    .build(),
            key(ConfigKey.string(QUARANTINE_PAYLOAD), TABLES, "Quarantined payload", Importance.MEDIUM)
                    .doc("Whether the quarantine keeps the value of a refused record, as the sink received it: full or"
                            + " none.")
                    .defaultValue(PAYLOAD_FULL)
                    .validator(Checks.oneOf(PAYLOAD_FULL, PAYLOAD_NONE))
                    .recommends(PAYLOAD_FULL, PAYLOAD_NONE)
                    .build(),
            key(ConfigKey.string(SCHEMA), TABLES, "Table schema", Importance.MEDIUM)
                    .doc("What the events table is created with: contract for the columns of the event contract, record"
                            + " for the columns the records themselves bring.")
                    .defaultValue(SCHEMA_CONTRACT)
                    .validator(Checks.oneOf(SCHEMA_CONTRACT, SCHEMA_RECORD))
                    .recommends(SCHEMA_CONTRACT, SCHEMA_RECORD)
                    .build(),
            key(ConfigKey.string(EVOLUTION), TABLES, "Schema evolution", Importance.MEDIUM)
                    .doc(
                            "What happens to fields the table has no column for: add makes an optional column and widens int"
                                    + " to long, float to double and decimals to more digits, none sends the record to the quarantine. Nothing is ever"
                                    + " dropped.")
                    .defaultValue(EVOLUTION_ADD)
                    .validator(Checks.oneOf(EVOLUTION_ADD, EVOLUTION_NONE))
                    .recommends(EVOLUTION_ADD, EVOLUTION_NONE)
                    .build(),
            key(ConfigKey.bool(NULL_DEFAULTS), TABLES, "Defaults for nulls", Importance.LOW)
                    .doc("Whether a null field of a Struct is archived as the default of its schema. By default a null"
                            + " stays a null, because evidence says what was sent. Set value.converter.replace.null"
                            + ".with.default=false as well, where the converter has it. Tags and event time are read as"
                            + " sent either way.")
                    .defaultValue(false)
                    .build(),
            key(ConfigKey.integer(MAX_COLUMNS), TABLES, "Most columns", Importance.LOW)
                    .doc(
                            "How many columns, nested ones included, the table may grow to. Records that need more go to the"
                                    + " quarantine: maps with ever new keys belong into a map column.")
                    .defaultValue(1000)
                    .validator(Checks.between(1, 100_000))
                    .build(),
            key(ConfigKey.string(EMBEDDED_DIRECTORY), CATALOG, "Embedded directory", Importance.HIGH)
                    .doc("Directory for an SQLite catalog and a local warehouse, used when no iceberg.catalog.* key is"
                            + " set. For one host only. Production archives set iceberg.catalog.type,"
                            + " iceberg.catalog.uri and iceberg.catalog.warehouse instead.")
                    .optional()
                    .width(Width.LONG)
                    .validator(Checks.nonBlank())
                    .build(),
            key(ConfigKey.bool(SINGLE_HOST), CATALOG, "One host only", Importance.MEDIUM)
                    .doc(
                            "Confirms that all workers of the Connect cluster run on one host. Required for every catalog on"
                                    + " SQLite: on another host a task would find no table and begin a second archive. Also"
                                    + " required for a warehouse on a local path, where it may also mean that all hosts"
                                    + " mount the same there.")
                    .defaultValue(false)
                    .build(),
            key(ConfigKey.string(Catalogs.S3_CHECKSUMS), CATALOG, "Checksums on S3", Importance.LOW)
                    .doc(
                            "Which requests to S3 carry a checksum of the AWS SDK's: supported for all that can, required for"
                                    + " those that must. Servers older than these checksums, such as Ceph 16, answer 400 to"
                                    + " the former. Data files are digested by the archive either way.")
                    .defaultValue(Catalogs.CHECKSUMS_SUPPORTED)
                    .validator(Checks.oneOf(Catalogs.CHECKSUMS_SUPPORTED, Catalogs.CHECKSUMS_REQUIRED))
                    .recommends(Catalogs.CHECKSUMS_SUPPORTED, Catalogs.CHECKSUMS_REQUIRED)
                    .build(),
            key(ConfigKey.password(SIGNING_KEY), EVIDENCE, "Signing key", Importance.HIGH)
                    .doc("Ed25519 private key, PKCS#8 in PEM, that signs the statement of every commit; best given by a"
                            + " ConfigProvider. Make one with affidavit keys generate.")
                    .optional()
                    .width(Width.LONG)
                    .build(),
            key(ConfigKey.string(SIGNING_KEY_FILE), EVIDENCE, "Signing key file", Importance.HIGH)
                    .doc("File on every worker that holds the signing key, instead of archive.signing.key.")
                    .optional()
                    .width(Width.LONG)
                    .validator(Checks.nonBlank())
                    .build(),
            key(ConfigKey.bool(ROW_SALT), EVIDENCE, "Salted rows", Importance.LOW)
                    .doc(
                            "Whether each row gets 16 random bytes in the column _salt, which is added to the table. Statements keep"
                                    + " the leaf hashes of rows that were erased; without the salt, which is erased with the row, nobody"
                                    + " can find out by trying what such a row said.")
                    .defaultValue(false)
                    .build(),
            key(ConfigKey.longInteger(COMMIT_INTERVAL), COMMITS, "Commit interval", Importance.HIGH)
                    .doc("Longest time in milliseconds that a record waits for its commit. Each task commits by itself;"
                            + " their phases are spread over the interval.")
                    .defaultValue(60_000L)
                    .validator(Checks.atLeast(100))
                    .build(),
            key(ConfigKey.longInteger(COMMIT_RECORDS), COMMITS, "Records per commit", Importance.MEDIUM)
                    .doc("Number of records after which a task commits before its interval is over.")
                    .defaultValue(1_000_000L)
                    .validator(Checks.atLeast(1))
                    .build(),
            key(ConfigKey.longInteger(COMMIT_BYTES), COMMITS, "Bytes per commit", Importance.MEDIUM)
                    .doc("Bytes of data files after which a task commits before its interval is over.")
                    .defaultValue(512L << 20)
                    .validator(Checks.atLeast(1))
                    .build(),
            key(ConfigKey.string(COMMIT_TIMEOUT), COMMITS, "Commit timeout", Importance.LOW)
                    .doc("How long a task goes on trying one commit before it lets the worker do other work and tries"
                            + " again. Keep it below max.poll.interval.ms of the consumer.")
                    .defaultValue("60s")
                    .validator(Checks.duration())
                    .build(),
            key(ConfigKey.string(MAX_OUTAGE), COMMITS, "Longest outage", Importance.MEDIUM)
                    .doc("How long catalog or store may be out of reach before the task fails, so that monitoring sees"
                            + " it. No record is lost either way.")
                    .defaultValue("15m")
                    .validator(Checks.duration())
                    .build(),
            key(ConfigKey.string(LINEAGE), COMMITS, "Lineage", Importance.LOW)
                    .doc(
                            "Name of the offset history. Give a new one when a topic was deleted and created again, or when"
                                    + " the connector reads another cluster: offsets then count anew.")
                    .defaultValue("0")
                    .validator(Checks.check(
                            "1 to 64 letters, digits, dots, hyphens or underscores",
                            value -> LINEAGE_NAME.matcher(value.toString()).matches()))
                    .build(),
            key(ConfigKey.bool(ALLOW_UNCOMMITTED), COMMITS, "Allow uncommitted reads", Importance.LOW)
                    .doc("Accepts a consumer that reads uncommitted data. Records of aborted transactions are then"
                            + " archived as if they had happened.")
                    .defaultValue(false)
                    .build(),
            key(ConfigKey.string(DEFAULT_CLASS), RETENTION, "Default retention class", Importance.HIGH)
                    .doc("Retention class of records that name none, in the header gov.retention.class or in"
                            + " lifecycle.retention_class.")
                    .defaultValue("standard")
                    .validator(Checks.check(
                            "1 to 64 letters, digits, dots, hyphens or underscores",
                            value -> RecordTags.isClass(value.toString())))
                    .build(),
            key(ConfigKey.string(UNTAGGED), RETENTION, "Untagged records", Importance.MEDIUM)
                    .doc("What happens to records that name no retention class: default archives them under the default"
                            + " class, quarantine does not.")
                    .defaultValue(UNTAGGED_DEFAULT)
                    .validator(Checks.oneOf(UNTAGGED_DEFAULT, UNTAGGED_QUARANTINE))
                    .recommends(UNTAGGED_DEFAULT, UNTAGGED_QUARANTINE)
                    .build(),
            key(ConfigKey.string(EVENT_TIME_FIELD), RETENTION, "Event time field", Importance.MEDIUM)
                    .doc("Field of the value that holds the event time; dots lead into nested fields. Without it the"
                            + " record's timestamp is used.")
                    .defaultValue("event_time")
                    .validator(Checks.nonBlank())
                    .build(),
            key(ConfigKey.string(MAX_LATENESS), RETENTION, "Greatest lateness", Importance.MEDIUM)
                    .doc("How far the event time may lie in the past. An older one is taken for wrong: the row is filed"
                            + " under the time of ingestion and marked in the column anomaly. Leave room for the oldest"
                            + " logs you migrate.")
                    .defaultValue("3650d")
                    .validator(Checks.duration())
                    .build(),
            key(ConfigKey.string(MAX_SKEW), RETENTION, "Greatest skew", Importance.LOW)
                    .doc("How far the event time may lie in the future before it is taken for wrong in the same way.")
                    .defaultValue("1h")
                    .validator(Checks.duration())
                    .build(),
            key(ConfigKey.string(SNAPSHOTS_KEEP), FILES, "Snapshots kept for", Importance.LOW)
                    .doc(
                            "Age after which snapshots are dropped from the table's metadata. No data is deleted by it: rows"
                                    + " stay until their retention ends.")
                    .defaultValue("1d")
                    .validator(Checks.duration())
                    .build(),
            key(ConfigKey.integer(SNAPSHOTS_MIN), FILES, "Snapshots kept at least", Importance.LOW)
                    .doc("How many of the newest snapshots stay, however old they are.")
                    .defaultValue(100)
                    .validator(Checks.between(1, 1_000_000))
                    .build(),
            key(ConfigKey.integer(SNAPSHOTS_MAX), FILES, "Snapshots kept at most", Importance.LOW)
                    .doc(
                            "How many of the newest snapshots stay, however young they are. Every commit reads and writes the"
                                    + " list of all, so a long one makes commits slow. Raise it if readers that go from snapshot to"
                                    + " snapshot fall behind so far.")
                    .defaultValue(500)
                    .validator(Checks.between(1, 1_000_000))
                    .build(),
            key(ConfigKey.string(ORPHANS_AFTER), FILES, "Orphans deleted after", Importance.LOW)
                    .doc(
                            "Age at which files of a batch that was never committed are deleted: those of a worker that was"
                                    + " killed. Must be longer than archive.commit.max.outage and the commit interval"
                                    + " together.")
                    .defaultValue("24h")
                    .validator(Checks.duration())
                    .build(),
            key(ConfigKey.integer(MAX_OPEN_FILES), FILES, "Open files", Importance.MEDIUM)
                    .doc("How many partitions of a table a task writes at once, if archive.memory.bytes has room for so"
                            + " many. Rows of more partitions are sorted on the local disk first.")
                    .defaultValue(32)
                    .validator(Checks.between(1, 10_000))
                    .build(),
            key(ConfigKey.longInteger(TARGET_BYTES), FILES, "Target file size", Importance.LOW)
                    .doc("Size in bytes at which a data file is closed and a new one begun.")
                    .defaultValue(256L << 20)
                    .validator(Checks.atLeast(1 << 20))
                    .build(),
            key(ConfigKey.longInteger(MEMORY_BYTES), MEMORY, "Memory per task", Importance.HIGH)
                    .doc(
                            "Heap in bytes that each task may use for rows and open files, over all its tables. The heap of"
                                    + " a worker must hold that of all its tasks, and a batch of the consumer for each.")
                    .defaultValue(256L << 20)
                    .validator(Checks.atLeast(32 << 20))
                    .build(),
            key(ConfigKey.string(SPILL_DIRECTORY), MEMORY, "Spill directory", Importance.MEDIUM)
                    .doc("Directory on the worker where rows are sorted when they belong to more partitions than memory"
                            + " has room for. The files hold record content, have no name, are readable by the worker"
                            + " only and end with it. By default the directory for temporary files of Java.")
                    .optional()
                    .width(Width.LONG)
                    .validator(Checks.nonBlank())
                    .build(),
            key(ConfigKey.longInteger(SPILL_BYTES), MEMORY, "Disk per task", Importance.MEDIUM)
                    .doc("Bytes in the spill directory at which a task commits before its interval is over.")
                    .defaultValue(2L << 30)
                    .validator(Checks.atLeast(1 << 20))
                    .build());

    private ArchiveKeys() {}

    private static ConfigKeys all(ConfigKey... own) {
        return ConfigKeys.of(Stream.of(
                        Stream.of(own),
                        CompletenessKeys.keys(),
                        ContentKeys.ofSink(),
                        LockKeys.keys(),
                        CatalogSecrets.keys().stream())
                .flatMap(keys -> keys)
                .toList());
    }

    private static ConfigKey.Builder key(
            ConfigKey.Builder builder, String group, String displayName, Importance importance) {
        return builder.group(group).displayName(displayName).importance(importance);
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

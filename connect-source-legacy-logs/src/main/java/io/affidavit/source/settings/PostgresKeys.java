/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.identity.EventIds;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.preset.Preset;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Keys of the PostgreSQL source, in the order of the reference page. */
public final class PostgresKeys {

    public static final String PRESET = "source.preset";
    public static final String URL = "source.url";
    public static final String USER = "source.user";
    public static final String PASSWORD = "source.password";
    public static final String CONNECT_TIMEOUT = "source.connect.timeout";
    public static final String STATEMENT_TIMEOUT = "source.statement.timeout";
    public static final String RETRY_TIMEOUT = "source.retry.timeout";
    public static final String TABLE = "source.table";
    public static final String CURSOR = "source.cursor.column";
    public static final String KEYS_OF_ROW = "source.key.columns";
    public static final String SYSTEM = "source.system";
    public static final String INSTANCE = "source.instance";
    public static final String ZONE = "source.time.zone";
    public static final String TABLE_OID = "source.table.oid";
    public static final String LANES = "source.lanes";
    public static final String WINDOW = "source.window";
    public static final String WINDOW_IDS = "source.window.ids";
    public static final String BOUND = "source.bound";
    public static final String LAG = "source.lag";
    public static final String PAGE_ROWS = "source.page.rows";
    public static final String PAGE_BYTES = "source.page.bytes";
    public static final String POLL_INTERVAL = "source.poll.interval";
    public static final String HASH_KEY = "source.hash.key";
    public static final String HASH_KEY_ID = "source.hash.key.id";
    public static final String HASH_COLUMNS = "source.hash.columns";
    public static final String TOPIC = "topic";
    public static final String QUARANTINE_TOPIC = "source.quarantine.topic";
    public static final String RECORD_MAX_BYTES = "record.max.bytes";
    public static final String EVENTS_PER_ROW = "source.events.per.row";
    /** Set by the connector for its tasks. */
    public static final String TASK_LANES = "source.task.lanes";

    private static final String DATABASE = "Database";
    private static final String TABLE_GROUP = "Table";
    private static final String READING = "Reading";
    private static final String EVIDENCE = "Evidence";
    private static final String OUTPUT = "Output";

    /** Every key a user can set, for validation and the reference page. */
    public static final ConfigKeys ALL = ConfigKeys.of(
            ConfigKey.string(URL)
                    .group(DATABASE)
                    .displayName("JDBC URL")
                    .importance(Importance.HIGH)
                    .width(Width.LONG)
                    .validator(Checks.nonBlank())
                    .doc("Where the database is: jdbc:postgresql://host:5432/database. Only TLS, host-selection and "
                            + "search-path parameters are allowed in it.")
                    .build(),
            ConfigKey.string(USER)
                    .group(DATABASE)
                    .displayName("User")
                    .importance(Importance.HIGH)
                    .validator(Checks.nonBlank())
                    .doc(
                            "Database role to connect as. It needs SELECT on the table, and pg_read_all_stats for an exact bound.")
                    .build(),
            ConfigKey.password(PASSWORD)
                    .group(DATABASE)
                    .displayName("Password")
                    .importance(Importance.HIGH)
                    .defaultValue("")
                    .doc("Password of the role. Use a ConfigProvider reference.")
                    .build(),
            duration(CONNECT_TIMEOUT, DATABASE, "Connect timeout", "10s", "How long a connection attempt may take."),
            duration(
                    STATEMENT_TIMEOUT,
                    DATABASE,
                    "Statement timeout",
                    "60s",
                    "How long the database may work on one page."),
            duration(
                    RETRY_TIMEOUT,
                    DATABASE,
                    "Retry timeout",
                    "10m",
                    "How long a lost database is tried again before the task fails. Nothing is lost in either case."),
            ConfigKey.string(PRESET)
                    .group(TABLE_GROUP)
                    .displayName("Preset")
                    .importance(Importance.HIGH)
                    .defaultValue("")
                    .validator(Checks.check(
                            "a preset: " + String.join(", ", Preset.names()) + ", or empty",
                            value -> value.toString().isEmpty()
                                    || Preset.named(value.toString()).isPresent()))
                    .recommends(Preset.names().toArray())
                    .doc("Known application whose log table is read: it gives table, cursor, key and hash columns. "
                            + "Empty for a table of your own.")
                    .build(),
            ConfigKey.string(TABLE)
                    .group(TABLE_GROUP)
                    .displayName("Table")
                    .importance(Importance.HIGH)
                    .optional()
                    .validator(Checks.nonBlank())
                    .doc("Table to read, as table or schema.table, case-sensitive. Required without a preset.")
                    .build(),
            ConfigKey.string(CURSOR)
                    .group(TABLE_GROUP)
                    .displayName("Cursor column")
                    .importance(Importance.HIGH)
                    .optional()
                    .validator(Checks.nonBlank())
                    .doc(
                            "Column that orders rows: a timestamp, timestamptz, or integer filled by a sequence of its own. It must be NOT "
                                    + "NULL, never change, and lead an index that continues with the key columns. Required without a preset.")
                    .build(),
            ConfigKey.list(KEYS_OF_ROW)
                    .group(TABLE_GROUP)
                    .displayName("Key columns")
                    .defaultValue(List.of())
                    .doc("Columns that identify a row, of any type. Empty means the primary key.")
                    .build(),
            ConfigKey.string(SYSTEM)
                    .group(TABLE_GROUP)
                    .displayName("System")
                    .optional()
                    .validator(Checks.nonBlank())
                    .doc(
                            "Name of the application that writes the table, part of every event's identity. The default is the "
                                    + "preset's, or postgresql.")
                    .build(),
            ConfigKey.string(INSTANCE)
                    .group(TABLE_GROUP)
                    .displayName("Instance")
                    .optional()
                    .validator(Checks.nonBlank())
                    .doc(
                            "Name of this installation, part of every event's identity: keep it when the database moves. The "
                                    + "default is the database's name.")
                    .build(),
            ConfigKey.string(ZONE)
                    .group(TABLE_GROUP)
                    .displayName("Time zone")
                    .defaultValue("UTC")
                    .validator(Checks.check(
                            "UTC or a fixed offset such as +02:00: clocks that change would run backwards once a year",
                            value -> FixedOffset.parse(value.toString()).isPresent()))
                    .doc("What times without time zone mean.")
                    .build(),
            ConfigKey.longInteger(TABLE_OID)
                    .group(TABLE_GROUP)
                    .displayName("Accepted table")
                    .importance(Importance.LOW)
                    .optional()
                    .doc(
                            "Number (oid) of a table that replaced the one read before and holds the same rows, as after a restore. "
                                    + "Without it a replaced table fails the task.")
                    .build(),
            ConfigKey.string(BOUND)
                    .group(READING)
                    .displayName("Safe bound")
                    .defaultValue("auto")
                    .validator(Checks.oneOf("auto", "horizon", "lag"))
                    .recommends("auto", "horizon", "lag")
                    .doc(
                            "How far it is safe to read: horizon is the start of the oldest open transaction, exact where the database "
                                    + "fills the cursor column; lag is a fixed time behind the clock; auto chooses by the column's default.")
                    .build(),
            duration(
                    LAG,
                    READING,
                    "Lag",
                    "15m",
                    "How late after its cursor time a row may be written, where no horizon is used: the longest request plus the writer's flush."),
            ConfigKey.integer(LANES)
                    .group(READING)
                    .displayName("Lanes")
                    .defaultValue(64)
                    .validator(Checks.between(1, 4096))
                    .doc("Number of lanes that tasks share, hence the most tasks of use. Fixed once reading has begun.")
                    .build(),
            duration(
                    WINDOW,
                    READING,
                    "Window",
                    "1h",
                    "Stretch of time that one task reads at a time. Fixed once reading has begun."),
            ConfigKey.longInteger(WINDOW_IDS)
                    .group(READING)
                    .displayName("Window of numbers")
                    .importance(Importance.LOW)
                    .defaultValue(100_000L)
                    .validator(Checks.atLeast(1))
                    .doc("As source.window, for an integer cursor: how many numbers. Fixed once reading has begun.")
                    .build(),
            ConfigKey.integer(PAGE_ROWS)
                    .group(READING)
                    .displayName("Rows per page")
                    .defaultValue(5000)
                    .validator(Checks.between(1, 100_000))
                    .doc(
                            "Most rows per query, poll and transaction. Pages under 2000 cost throughput with exactly-once delivery.")
                    .build(),
            ConfigKey.integer(PAGE_BYTES)
                    .group(READING)
                    .displayName("Bytes per page")
                    .defaultValue(8 << 20)
                    .validator(Checks.atLeast(1024))
                    .doc(
                            "A page ends with the row that reaches this many characters of text, so that memory stays bounded.")
                    .build(),
            duration(
                    POLL_INTERVAL,
                    READING,
                    "Poll interval",
                    "500ms",
                    "How long to wait for new rows after none were found."),
            ConfigKey.password(HASH_KEY)
                    .group(EVIDENCE)
                    .displayName("Hash key")
                    .importance(Importance.HIGH)
                    .validator(Checks.base64Key(KeyedHash.MIN_KEY_BYTES))
                    .doc(
                            "Secret of this deployment under which rows are hashed (HMAC-SHA256), as Base64: openssl rand -base64 32. "
                                    + "reconcile needs the same. Use a "
                                    + "ConfigProvider reference.")
                    .build(),
            ConfigKey.string(HASH_KEY_ID)
                    .group(EVIDENCE)
                    .displayName("Hash key id")
                    .defaultValue("default")
                    .validator(Checks.nonBlank())
                    .doc(
                            "Public name of the hash key, carried with every row. Another key makes every row look revised.")
                    .build(),
            ConfigKey.list(HASH_COLUMNS)
                    .group(EVIDENCE)
                    .displayName("Hash columns")
                    .defaultValue(List.of())
                    .doc(
                            "Columns that the row hash covers, pinned in the offsets once reading has begun. Empty means the preset's list, "
                                    + "or all columns that the table has when first read.")
                    .build(),
            ConfigKey.string(TOPIC)
                    .group(OUTPUT)
                    .displayName("Topic")
                    .importance(Importance.HIGH)
                    .validator(Checks.nonBlank())
                    .doc("Topic that rows go to.")
                    .build(),
            ConfigKey.string(QUARANTINE_TOPIC)
                    .group(OUTPUT)
                    .displayName("Quarantine topic")
                    .optional()
                    .validator(Checks.nonBlank())
                    .doc(
                            "Topic for references to rows that are too large to send. The default is the topic's name with "
                                    + ".quarantine added.")
                    .build(),
            ConfigKey.integer(RECORD_MAX_BYTES)
                    .group(OUTPUT)
                    .displayName("Largest record")
                    .defaultValue(786_432)
                    .validator(Checks.atLeast(256))
                    .doc(
                            "Rows of more bytes, estimated as JSON, are not sent: their key, hash and size go to the quarantine topic. Keep "
                                    + "it below the producer's max.request.size with room for what transforms add.")
                    .build(),
            ConfigKey.integer(EVENTS_PER_ROW)
                    .group(OUTPUT)
                    .displayName("Events per row")
                    .defaultValue(1)
                    .validator(Checks.between(1, EventIds.MOST_PER_ROW))
                    .doc("Most events ToGovernanceEvent makes of a row, such as one for each tool call.")
                    .build());

    private PostgresKeys() {}

    private static ConfigKey duration(String name, String group, String displayName, String defaultValue, String doc) {
        return ConfigKey.string(name)
                .group(group)
                .displayName(displayName)
                .defaultValue(defaultValue)
                .width(Width.SHORT)
                .validator(Checks.duration())
                .doc(doc)
                .build();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.gaps.ScanConsumer;
import io.affidavit.archive.route.TableTemplate;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.config.Durations;
import io.affidavit.core.config.UnknownKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/**
 * The checks a single key cannot make. Every fault becomes an error at the key that can mend it, so that a user interface
 * shows all of them at once.
 */
public final class ArchiveValidation {

    private static final String ISOLATION = "consumer.override.isolation.level";
    private static final String RESET = "consumer.override.auto.offset.reset";

    private final Map<String, String> configured;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    private ArchiveValidation(Map<String, String> configured, List<ConfigValue> checked) {
        this.configured = configured;
        checked.forEach(value -> values.put(value.name(), value));
    }

    /** @param checked what the single keys' validators found */
    public static Config of(Map<String, String> configured, List<ConfigValue> checked) {
        ArchiveValidation validation = new ArchiveValidation(configured, checked);
        validation.check();
        return new Config(new ArrayList<>(validation.values.values()));
    }

    private void check() {
        UnknownKeys.check(
                configured,
                ArchiveKeys.ALL,
                values,
                List.of("archive.", "iceberg."),
                List.of(Catalogs.PREFIX, Catalogs.NAME, Catalogs.HADOOP_PREFIX, ScanConsumer.PREFIX));
        checkIsolation();
        checkReset();
        SigningKeys.faults((Password) value(EvidenceKeys.SIGNING_KEY), (String) value(EvidenceKeys.SIGNING_KEY_FILE))
                .forEach(this::error);
        checkSchema();
        checkSnapshots();
        checkOrphans();
        CompletenessFaults.of(configured).forEach(this::error);
        checkTables();
        boolean catalogIsComplete = checkCatalogKeys();
        boolean sound =
                values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
        // A catalog is only worth asking when nothing else is wrong: each answer may take seconds.
        if (catalogIsComplete && sound) {
            new CatalogProbe(configured).faults().forEach(this::error);
        }
    }

    private void checkIsolation() {
        boolean allowed = Boolean.TRUE.equals(value(CommitKeys.ALLOW_UNCOMMITTED));
        if (!allowed && !"read_committed".equals(configured.get(ISOLATION))) {
            error(
                    ISOLATION,
                    "Records of aborted transactions would be archived. Set " + ISOLATION + "=read_committed, or "
                            + CommitKeys.ALLOW_UNCOMMITTED + "=true if no producer uses transactions.");
        }
    }

    private void checkReset() {
        String reset = configured.get(RESET);
        if (reset != null && !reset.equals("earliest") && !reset.equals("none")) {
            error(
                    RESET,
                    "Records would be passed over without a trace: those of a new partition before its first read, and"
                            + " those of a topic that was created again. Set " + RESET + "=earliest, or leave it to"
                            + " Connect, whose default that is. To begin later, set offsets through the REST API.");
        }
    }

    private void checkSchema() {
        if (TableKeys.SCHEMA_RECORD.equals(value(TableKeys.SCHEMA))
                && TableKeys.EVOLUTION_NONE.equals(value(TableKeys.EVOLUTION))) {
            error(
                    TableKeys.EVOLUTION,
                    "A table of the records' own columns cannot come to be without schema evolution. Set "
                            + TableKeys.EVOLUTION + "=add, or " + TableKeys.SCHEMA + "=contract.");
        }
    }

    private void checkSnapshots() {
        if (value(FileKeys.SNAPSHOTS_MIN) instanceof Integer least
                && value(FileKeys.SNAPSHOTS_MAX) instanceof Integer most
                && least > most) {
            error(
                    FileKeys.SNAPSHOTS_MAX,
                    "Fewer snapshots would be kept than " + FileKeys.SNAPSHOTS_MIN + " asks for. Set at least " + least
                            + ".");
        }
    }

    /** A batch that is still tried must not lose its files. */
    private void checkOrphans() {
        if (value(CommitKeys.INTERVAL) instanceof Long interval) {
            Duration longest = duration(CommitKeys.MAX_OUTAGE)
                    .plus(duration(CommitKeys.TIMEOUT))
                    .plusMillis(interval);
            boolean wellFormed =
                    values.get(FileKeys.ORPHANS_AFTER).errorMessages().isEmpty();
            if (wellFormed && duration(FileKeys.ORPHANS_AFTER).compareTo(longest) <= 0) {
                error(
                        FileKeys.ORPHANS_AFTER,
                        "Files of a batch that is still being committed could be deleted. Set it longer than "
                                + CommitKeys.MAX_OUTAGE + ", " + CommitKeys.TIMEOUT + " and "
                                + CommitKeys.INTERVAL + " together.");
            }
        }
    }

    /** Zero if it is malformed, which its own validator says. */
    private Duration duration(String key) {
        ConfigValue value = values.get(key);
        return value == null || !value.errorMessages().isEmpty() || !(value.value() instanceof String text)
                ? Duration.ZERO
                : Durations.parse(text);
    }

    private void checkTables() {
        String table = (String) value(TableKeys.TABLE);
        if (table == null || !errorsAt(TableKeys.TABLE).isEmpty()) {
            return;
        }
        String quarantine = (String) value(TableKeys.QUARANTINE_TABLE);
        if (quarantine == null && !TableTemplate.parse(table).isFixed()) {
            error(
                    TableKeys.QUARANTINE_TABLE,
                    "Where " + TableKeys.TABLE + " is a template, the quarantine table has no name by itself. Set "
                            + TableKeys.QUARANTINE_TABLE + " to a table of this connector's own.");
        } else if (table.equals(quarantine)) {
            error(TableKeys.QUARANTINE_TABLE, "Events and quarantined records cannot share a table. Name another one.");
        }
    }

    private boolean checkCatalogKeys() {
        Map<String, String> faults =
                CatalogRules.faults(configured, Boolean.TRUE.equals(value(CatalogKeys.SINGLE_HOST)));
        faults.forEach(this::error);
        return faults.isEmpty();
    }

    private Object value(String key) {
        ConfigValue value = values.get(key);
        return value == null ? null : value.value();
    }

    private List<String> errorsAt(String key) {
        return values.get(key).errorMessages();
    }

    private void error(String key, String message) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(message);
    }
}

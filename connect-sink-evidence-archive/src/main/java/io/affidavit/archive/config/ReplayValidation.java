/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.replay.OverBudgetException;
import io.affidavit.archive.replay.ReplayPosition;
import io.affidavit.archive.replay.ReplaySurvey;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.archive.replay.grant.ReplayRequest;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.archive.table.UnusableTableException;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.config.UnknownKeys;
import io.affidavit.core.key.TrustedKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** The checks of a replay that a single key cannot make. Every fault becomes an error at the key that can mend it. */
public final class ReplayValidation {

    // The task surveys everything before it emits anything. Whoever waits for an answer gets one soon.
    private static final Duration SURVEY = Duration.ofSeconds(10);

    private final Map<String, String> configured;
    private final Clock clock;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    private ReplayValidation(Map<String, String> configured, List<ConfigValue> checked, Clock clock) {
        this.configured = configured;
        this.clock = clock;
        checked.forEach(value -> values.put(value.name(), value));
    }

    /** @param checked what the single keys' validators found */
    public static Config of(Map<String, String> configured, List<ConfigValue> checked, Clock clock) {
        ReplayValidation validation = new ReplayValidation(configured, checked, clock);
        validation.check();
        return new Config(new ArrayList<>(validation.values.values()));
    }

    private void check() {
        UnknownKeys.check(
                configured,
                ReplayKeys.ALL,
                values,
                List.of("replay.", "archive.", "iceberg."),
                List.of(Catalogs.PREFIX, Catalogs.NAME, Catalogs.HADOOP_PREFIX));
        CatalogRules.faults(configured, Boolean.TRUE.equals(value(CatalogKeys.SINGLE_HOST)))
                .forEach(this::error);
        Optional<ReplayGrant> grant = grant();
        grant.ifPresent(found -> GrantCheck.agreement(found, configured).forEach(this::error));
        boolean sound =
                values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
        // A catalog is only worth asking when nothing else is wrong: each answer may take seconds.
        if (sound && grant.isPresent()) {
            new CatalogProbe(configured, catalog -> faults(catalog, grant.get().terms()))
                    .faults()
                    .forEach(this::error);
        }
    }

    /** The grant, if it is valid now. */
    private Optional<ReplayGrant> grant() {
        Optional<TrustedKeys> trusted = trusted();
        if (!(value(ReplayKeys.GRANT) instanceof String text) || text.isBlank()) {
            return Optional.empty();
        }
        try {
            ReplayGrant grant = GrantCheck.grant(text);
            trusted.ifPresent(
                    keys -> GrantCheck.validity(grant, keys, clock.instant()).forEach(this::error));
            return Optional.of(grant);
        } catch (IllegalArgumentException e) {
            error(ReplayKeys.GRANT, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<TrustedKeys> trusted() {
        if (!(value(ReplayKeys.TRUST) instanceof List<?> files) || files.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    GrantCheck.trusted(files.stream().map(Object::toString).toList()));
        } catch (IllegalArgumentException e) {
            error(ReplayKeys.TRUST, e.getMessage());
            return Optional.empty();
        }
    }

    private Map<String, String> faults(Catalog catalog, ReplayRequest terms) {
        try {
            Optional<Table> table = new ArchiveTables(catalog).find(TableIdentifier.parse(terms.table()));
            if (table.isEmpty()) {
                return Map.of(ReplayKeys.TABLE, "There is no table " + terms.table() + " in the catalog.");
            }
            if (!table.get().uuid().toString().equals(terms.tableUuid())) {
                return Map.of(
                        ReplayKeys.TABLE,
                        "The grant is for an earlier table of this name, which is gone. Ask for another grant.");
            }
            Instant end = clock.instant().plus(SURVEY);
            ReplaySurvey.of(
                    table.get(),
                    terms,
                    ReplayPosition.START,
                    () -> clock.instant().isBefore(end));
            return Map.of();
        } catch (UnusableTableException e) {
            return Map.of(ReplayKeys.TABLE, e.getMessage());
        } catch (OverBudgetException | IllegalArgumentException e) {
            return Map.of(ReplayKeys.GRANT, e.getMessage());
        }
    }

    private Object value(String key) {
        ConfigValue value = values.get(key);
        return value == null ? null : value.value();
    }

    private void error(String key, String message) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(message);
    }
}

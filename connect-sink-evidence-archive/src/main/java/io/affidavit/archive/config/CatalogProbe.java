/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.commit.Book;
import io.affidavit.archive.route.TableTemplate;
import io.affidavit.archive.table.ArchiveLayout;
import io.affidavit.catalog.Catalogs;
import io.affidavit.catalog.ProbeFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the configured catalog and store whether the archive could work on them. Creates no table. */
final class CatalogProbe {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogProbe.class);

    // Connect answers a validation request within 90 seconds or not at all.
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, String> configured;
    private final Consumer<Catalog> questions;
    private final Map<String, String> faults = new LinkedHashMap<>();

    /** Asks what the sink needs to know. */
    CatalogProbe(Map<String, String> configured) {
        this.configured = configured;
        this.questions = this::askForSink;
    }

    /** Asks whether these tables, as far as they exist, are tables of the archive. */
    CatalogProbe(Map<String, String> configured, List<String> tables) {
        this.configured = configured;
        this.questions = catalog -> {
            tables.forEach(table -> checkLayout(catalog, KeeperKeys.TABLES, table));
            checkContent();
        };
    }

    /** Asks something else, which gives errors by key. */
    CatalogProbe(Map<String, String> configured, Function<Catalog, Map<String, String>> question) {
        this.configured = configured;
        this.questions = catalog -> faults.putAll(question.apply(catalog));
    }

    /** Errors by key; empty when the archive could begin. */
    Map<String, String> faults() {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread daemon = new Thread(work, "affidavit-catalog-probe");
            daemon.setDaemon(true);
            return daemon;
        });
        Future<Map<String, String>> answer = thread.submit(this::probe);
        try {
            return answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return unreachable("no answer within " + TIMEOUT.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            return unreachable(ProbeFailure.reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("interrupted");
        } finally {
            thread.shutdownNow();
        }
    }

    private Map<String, String> probe() {
        Catalog catalog = Catalogs.open(configured);
        try {
            questions.accept(catalog);
        } finally {
            Catalogs.close(catalog);
        }
        return faults;
    }

    private void askForSink(Catalog catalog) {
        String events = configured.getOrDefault(TableKeys.TABLE, "evidence.events");
        boolean routed = !TableTemplate.parse(events).isFixed();
        Optional<Table> quarantine = check(
                catalog,
                TableKeys.QUARANTINE_TABLE,
                configured.getOrDefault(TableKeys.QUARANTINE_TABLE, events + "_quarantine"),
                routed);
        Optional<Table> table = routed ? quarantine : check(catalog, TableKeys.TABLE, events, false);
        if (!routed && table.isEmpty() && "false".equalsIgnoreCase(configured.get(TableKeys.AUTO_CREATE))) {
            faults.put(
                    TableKeys.TABLE,
                    "Table " + events + " does not exist and may not be created. Create it, or set "
                            + TableKeys.AUTO_CREATE + "=true.");
        }
        table.ifPresentOrElse(found -> checkWritable(found.io(), found.location()), this::checkWarehouse);
        checkContent();
    }

    private void checkContent() {
        String location = configured.get(ContentKeys.LOCATION);
        if (location == null) {
            return;
        }
        try (FileIO io = Catalogs.files(configured, location)) {
            // Whether it is there does not matter, whether the store answers does.
            io.newInputFile(location.replaceAll("/+$", "") + "/.affidavit-probe")
                    .exists();
        } catch (RuntimeException e) {
            faults.put(
                    ContentKeys.LOCATION,
                    "Cannot read from " + location + " (" + ProbeFailure.reason(e)
                            + "). Grant the worker the right to read objects there, and check the keys of the store.");
        }
    }

    private Optional<Table> check(Catalog catalog, String key, String name, boolean isBook) {
        Optional<Table> table = checkLayout(catalog, key, name);
        table.flatMap(found -> isBook ? Book.faultAsBook(found) : Book.faultWithoutBook(found))
                .ifPresent(fault -> unusable(key, name, fault));
        return table;
    }

    private Optional<Table> checkLayout(Catalog catalog, String key, String name) {
        try {
            Table table = catalog.loadTable(TableIdentifier.parse(name));
            ArchiveLayout.fault(table.schema(), table.spec()).ifPresent(fault -> unusable(key, name, fault));
            return Optional.of(table);
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            return Optional.empty();
        }
    }

    private void unusable(String key, String name, String fault) {
        faults.putIfAbsent(
                key,
                "Table " + name + " cannot be archived into: " + fault
                        + ". Name a table that does not exist yet, or one this connector created.");
    }

    private void checkWarehouse() {
        Map<String, String> properties = Catalogs.fileProperties(configured);
        String warehouse = properties.get(CatalogProperties.WAREHOUSE_LOCATION);
        String implementation = properties.get(CatalogProperties.FILE_IO_IMPL);
        // A REST catalog names its own store; whether that is writable shows when the first table is made.
        if (warehouse != null && implementation != null) {
            try (FileIO io = CatalogUtil.loadFileIO(implementation, properties, null)) {
                checkWritable(io, warehouse);
            }
        }
    }

    private void checkWritable(FileIO io, String location) {
        // Always the same name: whoever may write but not delete is left with one object, not with one for each check.
        OutputFile probe = io.newOutputFile(location.replaceAll("/+$", "") + "/.affidavit-probe");
        try (OutputStream out = probe.createOrOverwrite()) {
            out.write(0);
        } catch (IOException | RuntimeException e) {
            faults.put(
                    Catalogs.isEmbedded(configured) ? CatalogKeys.EMBEDDED_DIRECTORY : Catalogs.PREFIX + "warehouse",
                    "Cannot write to " + location + " (" + ProbeFailure.reason(e)
                            + "). Grant the worker the right to create objects there, and check the keys of the store.");
            return;
        }
        try {
            io.deleteFile(probe);
        } catch (RuntimeException e) {
            LOG.info(
                    "Cannot delete {}: {}. The archive works without that right.",
                    probe.location(),
                    e.getClass().getName());
        }
    }

    private Map<String, String> unreachable(String reason) {
        return Map.of(
                CatalogRules.addressKey(configured),
                "Cannot open the catalog: " + reason + ". Check its address, its credentials and that its driver is in"
                        + " the plugin's directory.");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.intent;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declares the batches of one task in a table's store, as objects {@code <table
 * location>/_evidence/intents/<connector>-<task>-<operation>.json}. An intent stands from before its batch's first data file
 * is opened until the batch is committed or its files are deleted. It holds nothing of any record.
 */
public final class Intents {

    private static final Logger LOG = LoggerFactory.getLogger(Intents.class);
    private static final int OPERATION_DIGITS = 16;

    private final Table table;
    private final String connector;
    private final int task;
    private final Clock clock;

    public Intents(Table table, String connector, int task, Clock clock) {
        this.table = table;
        this.connector = connector;
        this.task = task;
        this.clock = clock;
    }

    /**
     * Declares a new batch.
     *
     * @throws UncheckedIOException when the store refuses; no data file may be opened then
     */
    public Declared declare() {
        String operation = UUID.randomUUID().toString().replace("-", "").substring(0, OPERATION_DIGITS);
        Intent intent = new Intent(table.uuid().toString(), connector, task, operation, clock.instant());
        String location =
                folder(table) + connector.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + task + "-" + operation + ".json";
        write(table.io(), location, intent);
        return new Declared(operation, location);
    }

    /** Whether the intent is still in the store. After it was taken away, its files may be deleted at any time. */
    public static boolean stands(FileIO io, String location) {
        return io.newInputFile(location).exists();
    }

    /** Removes the intent of a batch that ended. Never throws: one that stays costs a sweep that finds nothing. */
    public static void withdraw(FileIO io, String location) {
        try {
            io.deleteFile(location);
        } catch (NotFoundException e) {
            LOG.debug("Intent {} is gone already", location);
        } catch (RuntimeException e) {
            LOG.debug("Cannot remove intent {}: {}", location, e.getClass().getName());
        }
    }

    static String folder(Table table) {
        return table.location().replaceAll("/+$", "") + "/_evidence/intents/";
    }

    static void write(FileIO io, String location, Intent intent) {
        try (OutputStream out = io.newOutputFile(location).createOrOverwrite()) {
            out.write(intent.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot store intent at " + location + ".", e);
        }
    }
}

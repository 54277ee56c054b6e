/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.intent;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The intents of one table that are too old to be of a batch still at work. Taking one away is done by moving it to the
 * folder {@code condemned}: its writer sees that it no longer stands, and a sweep that dies can be taken up by another.
 */
public final class StaleIntents {

    private static final Logger LOG = LoggerFactory.getLogger(StaleIntents.class);
    private static final String CONDEMNED = "condemned/";

    private final Table table;
    private final SupportsPrefixOperations io;

    /** @param io of the table */
    public StaleIntents(Table table, SupportsPrefixOperations io) {
        this.table = table;
        this.io = io;
    }

    /** Condemns every intent of this table made before {@code horizon}; returns all that are condemned. */
    public List<Condemned> condemn(Instant horizon) {
        List<Condemned> condemned = new ArrayList<>();
        String folder = Intents.folder(table);
        List<FileInfo> found = new ArrayList<>();
        io.listPrefix(folder).forEach(found::add);
        for (FileInfo file : found) {
            String name = file.location().substring(file.location().lastIndexOf('/') + 1);
            boolean already = file.location().contains("/" + CONDEMNED);
            read(file)
                    .filter(intent -> intent.table().equals(table.uuid().toString()))
                    .filter(intent -> already || intent.createdAt().isBefore(horizon))
                    .ifPresent(intent -> {
                        String location = folder + CONDEMNED + name;
                        if (!already) {
                            // In this order, so that the batch is known at every moment.
                            Intents.write(io, location, intent);
                            io.deleteFile(file.location());
                        }
                        condemned.add(new Condemned(intent.operation(), location));
                    });
        }
        return condemned;
    }

    /** Says that nothing is left of a condemned batch. */
    public void forget(Condemned condemned) {
        Intents.withdraw(io, condemned.location());
    }

    /** Empty for one that was withdrawn meanwhile or was never written to its end: no data file can belong to that. */
    private Optional<Intent> read(FileInfo file) {
        try (InputStream in = io.newInputFile(file.location()).newStream()) {
            return Optional.of(Intent.parse(in.readAllBytes()));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.debug("Cannot read intent {}: {}", file.location(), e.getClass().getName());
            return Optional.empty();
        }
    }

    /**
     * A batch whose writer may no longer commit it.
     *
     * @param operation id in the names of its data files
     * @param location where it is remembered
     */
    public record Condemned(String operation, String location) {}
}

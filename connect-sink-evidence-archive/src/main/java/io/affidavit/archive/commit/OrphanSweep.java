/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.intent.StaleIntents;
import io.affidavit.archive.intent.StaleIntents.Condemned;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the files of batches that never ended: their records were read again and are in other files, but these ones
 * still hold them.
 *
 * <p>Order is what makes it safe. First the intents are taken away, so that no writer begins a commit of these files any
 * more; then an empty commit refuses every commit that had begun before; only then is the table read anew, and what any of
 * its snapshots refers to is kept. Whatever throws leaves all files in place for the next sweep.
 *
 * @param tables loads the table anew
 * @param after age of an intent beyond which its batch cannot be at work any more
 */
public record OrphanSweep(Supplier<Table> tables, Duration after, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);

    /** Sweeps once; returns how many files were deleted. */
    public int run() {
        Table table = tables.get();
        if (!(table.io() instanceof SupportsPrefixOperations io)) {
            LOG.info("Files of failed commits to {} are not swept: its store cannot list files", table.name());
            return 0;
        }
        StaleIntents intents = new StaleIntents(table, io);
        List<Condemned> condemned = intents.condemn(clock.instant().minus(after));
        if (condemned.isEmpty()) {
            return 0;
        }
        Fence.commit(table);
        int deleted = sweepData(table, io, condemned)
                + new UnusedStatements(table, io).delete(clock.instant().minus(after));
        condemned.forEach(intents::forget);
        LOG.info(
                "Deleted {} files of {} batches that were never committed to {}",
                deleted,
                condemned.size(),
                table.name());
        return deleted;
    }

    private static int sweepData(Table table, SupportsPrefixOperations io, List<Condemned> condemned) {
        Set<String> orphans = new HashSet<>();
        for (FileInfo file : io.listPrefix(dataFolder(table))) {
            String name = file.location().substring(file.location().lastIndexOf('/') + 1);
            if (condemned.stream().anyMatch(batch -> name.contains("-" + batch.operation() + "-"))) {
                orphans.add(file.location());
            }
        }
        orphans.removeAll(new ReferencedFiles(orphans).in(table));
        return delete(io, orphans);
    }

    private static String dataFolder(Table table) {
        String location = table.location().replaceAll("/+$", "") + "/data";
        return table.properties()
                        .getOrDefault(TableProperties.WRITE_DATA_LOCATION, location)
                        .replaceAll("/+$", "")
                + "/";
    }

    /** @throws RuntimeException when one could not be deleted, so that the batch is not forgotten */
    static int delete(SupportsPrefixOperations io, Set<String> files) {
        int deleted = 0;
        for (String file : new ArrayList<>(files)) {
            try {
                io.deleteFile(file);
                deleted++;
            } catch (NotFoundException e) {
                LOG.debug("File {} is gone already", file);
            }
        }
        return deleted;
    }
}

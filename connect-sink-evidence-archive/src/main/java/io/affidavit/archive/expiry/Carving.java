/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.expiry.ExpiryPlan.Expired;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.lock.InheritedLocks;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.rewrite.AlteredFileException;
import io.affidavit.archive.rewrite.FileRewriter;
import io.affidavit.archive.rewrite.Source;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.Custody;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies the held rows of partly held files to files of their own, in custody. Commits nothing. */
final class Carving {

    private static final Logger LOG = LoggerFactory.getLogger(Carving.class);

    private final Table table;
    private final Holding holding;
    private final Clock clock;
    private final FileRewriter rewriter;

    /** @param holding by which rows are kept; of the epoch that the expiry is planned in */
    Carving(Upkeep upkeep, Table table, Holding holding) {
        this.table = table;
        this.holding = holding;
        this.clock = upkeep.clock();
        this.rewriter = new FileRewriter(table, new Intents(table, upkeep.by(), 0, upkeep.clock()));
    }

    /** Id of the schema that the new files are written with. */
    int schemaId() {
        return table.schema().schemaId();
    }

    /** Carves each of {@code files}. One that is not what was attested of it stays whole, and is not among the results. */
    List<Carved> carve(List<Expired> files) {
        List<Carved> carved = new ArrayList<>();
        boolean complete = false;
        try {
            for (Expired file : files) {
                carve(file, carved);
            }
            complete = true;
            return carved;
        } finally {
            if (!complete) {
                discard(carved);
            }
        }
    }

    private void carve(Expired file, List<Carved> carved) {
        ArchivePartition custody = new ArchivePartition(
                file.candidate().retentionClass(),
                Custody.HOLD,
                Math.toIntExact(file.candidate().day().toEpochDay()));
        try {
            rewriter.rewrite(custody, List.of(new Source(file.attested(), file.schemaId(), holding.holds())))
                    .ifPresent(kept -> {
                        carved.add(new Carved(file, kept));
                        InheritedLocks.lock(
                                table,
                                kept.file().location(),
                                List.of(file.attested().path()),
                                clock.instant());
                    });
        } catch (AlteredFileException e) {
            LOG.warn("A partly held file of {} is kept whole. {}", table.name(), e.getMessage());
        }
    }

    /** Removes the new files, which no commit is going to refer to. Never throws. */
    void discard(List<Carved> carved) {
        carved.forEach(file -> rewriter.discard(file.kept()));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.hold.OpenHolds;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.removal.Chain;
import io.affidavit.archive.removal.HeldRows;
import io.affidavit.archive.removal.ObjectVersions;
import io.affidavit.archive.removal.OpenRemoval;
import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.rewrite.FileRewriter;
import io.affidavit.archive.rewrite.Rewritten;
import io.affidavit.archive.rewrite.Source;
import io.affidavit.archive.table.ArchivePartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases the rows of subjects from one table, step by step; see the package's description. Not thread-safe. */
public final class Eraser {

    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);
    private static final int MOST_FILES = 500;

    private final Upkeep upkeep;
    private final int mostFiles;
    private final Chain chain = new Chain();
    private final Remover remover;

    public Eraser(Upkeep upkeep) {
        this(upkeep, MOST_FILES);
    }

    /** @param mostFiles that one change takes out of the table */
    Eraser(Upkeep upkeep, int mostFiles) {
        this.upkeep = upkeep;
        this.mostFiles = mostFiles;
        this.remover = new Remover(upkeep, chain, new HeldRows());
    }

    /**
     * Finds the rows of a subject. Changes nothing.
     *
     * @throws io.affidavit.archive.commit.ChangeRefusedException when it cannot be looked for in the table
     */
    public ErasurePlan plan(Subject subject) {
        Table table = upkeep.table();
        return new ErasurePlanner(chain)
                .plan(table, subject, OpenHolds.of(table), upkeep.clock().instant());
    }

    /**
     * Takes the rows of a plan out of the table; great plans by several commits.
     *
     * @param grace for how long the bytes stay nevertheless
     * @return the statements; none for a plan that has no row to take
     * @throws io.affidavit.archive.commit.ChangeRefusedException when the table or its holds moved on: plan again
     * @throws io.affidavit.archive.commit.ChangeDeferredException when others came first all the time
     */
    public List<StatementRef> erase(ErasurePlan plan, ErasureRequest request, Duration grace) {
        List<FileErasure> files = plan.files();
        int parts = (files.size() + mostFiles - 1) / mostFiles;
        List<StatementRef> statements = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            List<FileErasure> some = files.subList(part * mostFiles, Math.min(files.size(), (part + 1) * mostFiles));
            statements.add(erase(plan, some, part + 1, parts, request, grace));
        }
        return statements;
    }

    private StatementRef erase(
            ErasurePlan plan, List<FileErasure> files, int part, int parts, ErasureRequest request, Duration grace) {
        String id = UUID.randomUUID().toString();
        Table table = upkeep.table();
        Erasure.requireLive(table, files);
        FileRewriter rewriter = new FileRewriter(table, new Intents(table, "erase", 0, upkeep.clock()));
        Map<String, Rewritten> rewritten = new HashMap<>();
        try {
            files.forEach(file -> rewrite(rewriter, file)
                    .ifPresent(made -> rewritten.put(file.attested().path(), made)));
            CarriedLocks.carryOver(table, rewritten, upkeep.clock().instant());
        } catch (RuntimeException e) {
            rewritten.values().forEach(file -> discard(table, rewriter, file));
            throw e;
        }
        try {
            return upkeep.commit(new Erasure(
                    id,
                    plan,
                    new Part(part, parts, files, rewritten),
                    request,
                    upkeep.clock().instant().plus(grace)));
        } catch (ChangeRefusedException e) {
            // After any other failure the commit may have happened.
            rewritten.values().forEach(file -> discard(table, rewriter, file));
            throw e;
        }
    }

    /** Every version of it: hidden behind a marker it would outlive later erasures. What stays is swept as an orphan. */
    private static void discard(Table table, FileRewriter rewriter, Rewritten rewritten) {
        String location = rewritten.file().location();
        try {
            ObjectVersions objects = ObjectVersions.of(table.io());
            objects.release(location);
            objects.of(location).forEach(objects::delete);
        } catch (RuntimeException e) {
            LOG.debug("Cannot delete {}: {}", location, e.getClass().getName());
        }
        rewriter.discard(rewritten);
    }

    private static Optional<Rewritten> rewrite(FileRewriter rewriter, FileErasure file) {
        Kept kept = new Kept(file.gone());
        return rewriter.rewrite(
                ArchivePartition.of(file.file().partition()),
                List.of(new Source(file.attested(), file.schemaId(), row -> kept.next())));
    }

    /** The erasures that are not certified yet, oldest first. */
    public List<OpenRemoval> open() {
        return remover.open().stream()
                .filter(removal -> removal.statement().cause() == Cause.ERASE)
                .toList();
    }

    /** Every erasure of the table, oldest first. */
    public List<KnownErasure> known() {
        return KnownErasure.of(chain, upkeep.table());
    }

    /** Takes every open erasure as far as it can go now. */
    public List<Progress> advance() {
        return remover.advance(open());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.lock.InheritedLocks;
import io.affidavit.archive.removal.Chain;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.rewrite.AlteredFileException;
import io.affidavit.archive.rewrite.FileRewriter;
import io.affidavit.archive.rewrite.Source;
import io.affidavit.archive.seal.Seal.Repacked;
import io.affidavit.archive.table.ArchivePartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.iceberg.Table;

/**
 * Seals closed days of one table; see the package's description. What becomes of the old files is the business of {@link
 * io.affidavit.archive.removal.Remover}. Not thread-safe.
 */
public final class Sealer {

    private final Upkeep upkeep;
    private final SealPlanner planner = new SealPlanner(new Chain());

    public Sealer(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    /** Finds what can be sealed. Changes nothing. */
    public SealPlan plan(SealTerms terms) {
        return planner.plan(upkeep.table(), terms, upkeep.clock().instant());
    }

    /** As {@link #seal(SealPlan, Duration, BiConsumer)}; the new files are locked as the old ones are. */
    public Sealed seal(SealPlan plan, Duration grace) {
        return seal(plan, grace, (partition, location) -> {});
    }

    /**
     * Seals what a plan found, each day in a commit of its own. Where the store has locks, a new file is locked as the old ones
     * are before a commit refers to it.
     *
     * @param grace for how long the old bytes stay
     * @param lock locks a new file further, by its partition and location, before the commit too
     * @throws io.affidavit.archive.commit.ChangeDeferredException when others came first all the time
     * @throws RuntimeException when the store or the catalog fails; what was sealed before stays sealed
     */
    public Sealed seal(SealPlan plan, Duration grace, BiConsumer<ArchivePartition, String> lock) {
        Map<ArchivePartition, List<Pack>> days = new LinkedHashMap<>();
        plan.packs()
                .forEach(pack -> days.computeIfAbsent(pack.partition(), day -> new ArrayList<>())
                        .add(pack));
        List<StatementRef> statements = new ArrayList<>();
        List<Pack> packs = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (List<Pack> day : days.values()) {
            try {
                statements.add(sealDay(day, grace, lock));
                packs.addAll(day);
            } catch (AlteredFileException | ChangeRefusedException e) {
                refused.add(e.getMessage());
            }
        }
        return new Sealed(statements, packs, refused);
    }

    private StatementRef sealDay(List<Pack> packs, Duration grace, BiConsumer<ArchivePartition, String> lock) {
        Table table = upkeep.table();
        FileRewriter rewriter = new FileRewriter(table, new Intents(table, upkeep.by(), 0, upkeep.clock()));
        List<Repacked> files = repack(packs, rewriter);
        files.forEach(file -> lock(table, file, lock));
        try {
            return upkeep.commit(new Seal(
                    UUID.randomUUID().toString(),
                    files,
                    table.schema().schemaId(),
                    upkeep.clock().instant().plus(grace),
                    upkeep.holding()));
        } catch (ChangeRefusedException e) {
            // Certainly not committed. What a commit of unknown result may refer to is left to the sweep of orphans.
            discard(files, rewriter);
            throw e;
        }
    }

    /** A file that cannot be locked is left to the sweep of orphans, like any that no commit refers to. */
    private void lock(Table table, Repacked file, BiConsumer<ArchivePartition, String> lock) {
        String location = file.file().file().location();
        InheritedLocks.lock(
                table,
                location,
                file.pack().origins().stream()
                        .map(origin -> origin.entry().location())
                        .toList(),
                upkeep.clock().instant());
        lock.accept(file.pack().partition(), location);
    }

    private static List<Repacked> repack(List<Pack> packs, FileRewriter rewriter) {
        List<Repacked> files = new ArrayList<>();
        boolean complete = false;
        try {
            for (Pack pack : packs) {
                rewriter.rewrite(pack.partition(), sources(pack))
                        .ifPresent(file -> files.add(new Repacked(pack, file)));
            }
            complete = true;
            return files;
        } finally {
            if (!complete) {
                discard(files, rewriter);
            }
        }
    }

    private static List<Source> sources(Pack pack) {
        return pack.origins().stream()
                .map(origin -> Source.whole(origin.file(), origin.attested().schemaId()))
                .toList();
    }

    private static void discard(List<Repacked> files, FileRewriter rewriter) {
        files.forEach(file -> rewriter.discard(file.file()));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.PartitionText;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.evidence.verify.Claims.Claim;
import io.affidavit.core.key.TrustedKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;

/**
 * Recomputes everything that the statements of a table claim, from the table and a set of trusted keys.
 *
 * <p>Holds when: every statement from the head to the first is there, unaltered, in sequence and signed by a trusted key;
 * snapshot summary and properties name the same head; the offsets of every topic partition follow each other; every live
 * file is attested exactly once and its bytes and rows are the attested ones; no attested file has gone but by a
 * statement, no delete file hides rows. A whole table put back to an earlier state, statements and all, holds too, unless a later head was noted.
 */
public final class Verifier {

    private final Table table;
    private final TrustedKeys trusted;
    private final Noted noted;
    private final int threads;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();

    private Verifier(Table table, TrustedKeys trusted, Noted noted, int threads, Progress progress) {
        this.table = table;
        this.trusted = trusted;
        this.noted = noted;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Verifies the current snapshot of {@code table}.
     *
     * @param trusted the keys that may have signed
     * @param threads files read at a time, at least 1
     * @param progress hears of every file, on the calling thread
     * @throws RuntimeException when the table's metadata cannot be read
     */
    public static Verification verify(Table table, TrustedKeys trusted, int threads, Progress progress) {
        return verify(table, trusted, Noted.NOTHING, threads, progress);
    }

    /**
     * Verifies, besides, that the table has not been put back since its head was noted.
     *
     * @param noted statements that were the head once and so must be part of the chain, and checkpoints that it must continue
     */
    public static Verification verify(Table table, TrustedKeys trusted, Noted noted, int threads, Progress progress) {
        return new Verifier(table, trusted, noted, threads, progress).run();
    }

    /**
     * Reads the statements alone, and checks links and signatures.
     *
     * @throws RuntimeException when the table's metadata cannot be read
     */
    public static VerifiedChain chain(Table table, TrustedKeys trusted) {
        List<Finding> findings = new ArrayList<>();
        Optional<StatementRef> head = Heads.of(table, findings::add);
        return new VerifiedChain(head, VerifiedChain.hashes(head, read(table, head, trusted, findings::add)), findings);
    }

    private static List<Statement> read(
            Table table, Optional<StatementRef> head, TrustedKeys trusted, Consumer<Finding> findings) {
        return head.map(new ChainReader(StatementStore.of(table), table.uuid().toString(), trusted, findings)::read)
                .orElse(List.of());
    }

    private Verification run() {
        Optional<StatementRef> head = Heads.of(table, findings::add);
        List<Statement> chain = read(table, head, trusted, findings::add);
        new NotedCheck(table.uuid().toString(), findings::add).check(noted, head, chain);
        new OffsetLedger(findings::add).check(chain);
        new Removals(table.io(), findings::add).check(chain, head);
        LiveFiles live = LiveFiles.of(table, findings::add);
        List<Claim> standing = reconcile(claims(chain), live);
        new FileReading(threads, progress)
                .run(standing.stream()
                        .map(claim -> new FileCheck(claim, table.io(), schemaOf(claim)))
                        .toList())
                .forEach(findings::add);
        return new Verification(
                head,
                chain.size(),
                standing.size(),
                standing.stream().mapToLong(claim -> claim.file().records()).sum(),
                standing.stream().mapToLong(claim -> claim.file().length()).sum(),
                findings);
    }

    private Claims claims(List<Statement> chain) {
        Claims claims = new Claims(findings::add);
        chain.forEach(claims::follow);
        return claims;
    }

    /** Compares what is claimed with what is live and returns the claims whose files are both. */
    private List<Claim> reconcile(Claims claims, LiveFiles live) {
        live.byPath().keySet().stream()
                .filter(path -> !claims.stands(path))
                .forEach(path -> findings.add(unclaimed(path, claims, live)));
        List<Claim> standing = new ArrayList<>();
        for (Claim claim : claims.standing()) {
            String path = claim.file().path();
            DataFile file = live.byPath().get(path);
            if (file == null) {
                findings.add(Finding.of(
                        FindingKind.REMOVED_FILE,
                        path,
                        "statement " + claim.sequence() + " attests it; " + live.removalOf(path)));
            } else {
                compareMetadata(claim.file(), file);
                standing.add(claim);
            }
        }
        return standing;
    }

    private static Finding unclaimed(String path, Claims claims, LiveFiles live) {
        Long removedBy = claims.removedBy(path);
        if (removedBy != null) {
            return Finding.of(
                    FindingKind.UNATTESTED_FILE, path, "statement " + removedBy + " removed it, and it is there again");
        }
        return live.isRewrite(path)
                ? Finding.of(FindingKind.UNATTESTED_REWRITE, path, "a rewrite put it there without a statement")
                : Finding.of(FindingKind.UNATTESTED_FILE, path, "no statement attests it");
    }

    private void compareMetadata(AttestedFile attested, DataFile file) {
        Map<String, String> partition = PartitionText.of(table.specs().get(file.specId()), file.partition());
        if (!partition.equals(attested.partition())
                || file.recordCount() != attested.records()
                || file.fileSizeInBytes() != attested.length()) {
            findings.add(Finding.of(
                    FindingKind.MANIFEST_MISMATCH,
                    attested.path(),
                    "the table's metadata gives it another partition, row count or length than its statement"));
        }
    }

    /** Reads with the schema that the file was written with: later defaults and dropped columns then change nothing. */
    private Schema schemaOf(Claim claim) {
        return table.schemas().getOrDefault(claim.schemaId(), table.schema());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.archive.commit.Attestor;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.hash.MerkleTree;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.removal.Chain;
import io.affidavit.core.key.SigningKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Makes checkpoints of one table. Each continues the one before: from the position of the last one only the statements that
 * came since are read, and a chain that does not lead there is refused, so that no two checkpoints ever contradict each
 * other. Not thread-safe.
 */
public final class CheckpointLog {

    private final SigningKey key;
    private final Chain chain = new Chain();
    private TreePosition position;

    /** Continues after {@code position}. */
    public CheckpointLog(TreePosition position, SigningKey key) {
        this.position = position;
        this.key = key;
    }

    /**
     * Signs the table's newest statements and stores the checkpoint beside them; empty when none came since the last one.
     *
     * @throws ChangeRefusedException when the chain does not lead to the last checkpoint
     * @throws RuntimeException when catalog or store fail; the next call makes it
     */
    public Optional<PublishedCheckpoint> next(Table table) {
        Optional<StatementRef> head = Attestor.head(table);
        if (head.map(StatementRef::sequence).orElse(0L) < position.size()) {
            throw rewritten(table);
        }
        Deque<String> hashes = new ArrayDeque<>();
        chain.walkAll(table, (ref, statement) -> {
            if (ref.sequence() == position.size() && !ref.sha256().equals(position.sha256())) {
                throw rewritten(table);
            }
            if (ref.sequence() > position.size()) {
                hashes.addFirst(ref.sha256());
            }
            return ref.sequence() > position.size();
        });
        if (hashes.isEmpty()) {
            return Optional.empty();
        }
        MerkleTree tree = grown(hashes);
        byte[] note = Checkpoint.of(table.uuid().toString(), tree).sign(key).toBytes();
        StatementStore.of(table).writeCheckpoint(note);
        position = new TreePosition(
                tree.size(),
                hashes.getLast(),
                tree.peaks().stream().map(HexFormat.of()::formatHex).toList());
        return Optional.of(new PublishedCheckpoint(position, new String(note, UTF_8)));
    }

    private MerkleTree grown(Iterable<String> hashes) {
        List<byte[]> peaks =
                position.peaks().stream().map(HexFormat.of()::parseHex).toList();
        MerkleTree tree = MerkleTree.resume(position.size(), peaks);
        hashes.forEach(hash -> tree.add(Checkpoint.leafHash(hash)));
        return tree;
    }

    private ChangeRefusedException rewritten(Table table) {
        return new ChangeRefusedException("Cannot make checkpoint of " + table.name() + ": statement " + position.size()
                + " was part of one before and is not part of its chain now. The table was put back or its evidence was"
                + " rewritten; run affidavit verify --noted " + position.sha256() + ".");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.checkpoint;

import io.affidavit.archive.evidence.hash.MerkleTree;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Size and root of the tree over the first statements of a table.
 *
 * @param origin names the log, see {@link #origin(String)}
 * @param size number of statements
 * @param root of the tree, 64 lower-case hex digits
 * @see <a href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</a>
 */
public record Checkpoint(String origin, long size, String root) {

    private static final String ORIGIN = "affidavit.dev/evidence/";
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final int MINIMAL_LINES = 3;

    public Checkpoint {
        if (origin.isEmpty() || size < 0 || !root.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("Cannot make checkpoint: its origin, size or root is none.");
        }
    }

    /** The origin of the log of a table. */
    public static String origin(String tableUuid) {
        return ORIGIN + tableUuid;
    }

    /** The leaf hash of a statement. Its leaf is the SHA-256 over its envelope, as 32 bytes. */
    public static byte[] leafHash(String sha256) {
        return MerkleTree.leafHash(HexFormat.of().parseHex(sha256));
    }

    /** The checkpoint of a table after the last of these leaves. */
    public static Checkpoint of(String tableUuid, MerkleTree tree) {
        return new Checkpoint(origin(tableUuid), tree.size(), HexFormat.of().formatHex(tree.root()));
    }

    /** The checkpoint of a table after the last of these leaves. */
    public static Checkpoint of(String tableUuid, List<byte[]> leafHashes) {
        MerkleTree tree = new MerkleTree();
        leafHashes.forEach(tree::add);
        return of(tableUuid, tree);
    }

    /** Signs it; the key's name is the origin. */
    public SignedNote sign(SigningKey key) {
        return SignedNote.sign(text(), origin, key);
    }

    /**
     * Reads the checkpoint of a note. It says nothing before {@link #check} was asked of the same note.
     *
     * @throws MalformedEvidenceException when the note holds none
     */
    public static Checkpoint of(SignedNote note) {
        String[] lines = note.text().split("\n", -1);
        // what follows the last line break is empty
        if (lines.length - 1 < MINIMAL_LINES
                || lines[0].isEmpty()
                || !SIZE.matcher(lines[1]).matches()) {
            throw malformed();
        }
        byte[] root = SignedNote.base64(lines[2]);
        if (root.length != Sha256.LENGTH) {
            throw malformed();
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), HexFormat.of().formatHex(root));
    }

    /** Says whether one of the trusted keys signed the note in the name of its own log. */
    public static SignatureCheck check(SignedNote note, TrustedKeys trusted) {
        return note.check(of(note).origin(), trusted);
    }

    private static MalformedEvidenceException malformed() {
        return new MalformedEvidenceException("Cannot read checkpoint: its text is not origin, size and root.");
    }

    /** The root, 32 bytes. */
    public byte[] rootHash() {
        return HexFormat.of().parseHex(root);
    }

    private String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(rootHash()) + "\n";
    }
}

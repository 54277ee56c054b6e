/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.archive.evidence.hash.ConsistencyProof;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A checkpoint with the proof that it continues one of another size: the body of the request {@code add-checkpoint} that
 * witnesses take.
 *
 * @param proof from the older checkpoint's size to the newer one's
 * @param note the newer checkpoint
 * @see <a href="https://c2sp.org/tlog-witness">C2SP tlog-witness</a>
 */
public record Succession(ConsistencyProof proof, SignedNote note) {

    private static final String OLD = "old ";

    /** Returns its text. */
    public byte[] toBytes() {
        StringBuilder text = new StringBuilder(OLD).append(proof.first()).append('\n');
        proof.path()
                .forEach(hash ->
                        text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return text.append('\n')
                .append(new String(note.toBytes(), UTF_8))
                .toString()
                .getBytes(UTF_8);
    }

    /**
     * Reads one.
     *
     * @throws MalformedEvidenceException when it is none
     */
    @SuppressWarnings("UnusedException") // said in full by the message
    public static Succession parse(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        int end = text.indexOf("\n\n");
        if (end < 0 || !text.startsWith(OLD)) {
            throw malformed();
        }
        SignedNote note = SignedNote.parse(text.substring(end + 2).getBytes(UTF_8));
        String[] lines = text.substring(OLD.length(), end).split("\n", -1);
        List<byte[]> path = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            path.add(SignedNote.base64(lines[i]));
        }
        try {
            return new Succession(
                    new ConsistencyProof(
                            Long.parseLong(lines[0]), Checkpoint.of(note).size(), path),
                    note);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static MalformedEvidenceException malformed() {
        return new MalformedEvidenceException(
                "Cannot read proof: it is not an old size, hashes and a checkpoint. Make one with affidavit checkpoint"
                        + " prove.");
    }

    /** Says whether the newer checkpoint continues this older one. Signatures are not looked at. */
    public boolean continues(Checkpoint older) {
        Checkpoint newer = Checkpoint.of(note);
        return older.origin().equals(newer.origin())
                && older.size() == proof.first()
                && newer.size() == proof.second()
                && proof.verify(older.rootHash(), newer.rootHash());
    }
}

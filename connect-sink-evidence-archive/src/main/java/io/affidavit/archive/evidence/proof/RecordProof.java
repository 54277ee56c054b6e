/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.proof;

import io.affidavit.archive.evidence.hash.InclusionProof;
import io.affidavit.archive.evidence.hash.MerkleTree;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.TrustedKeys;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Proof that one row is part of one attested file. Believe nothing of it before {@link #fault} says that there is none.
 *
 * @param leafBase64 the row's canonical bytes, see {@code affidavit.row.v1} in {@code docs/evidence.md}, in Base64
 * @param inclusion the way from the leaf to the root of the file
 * @param file path of the data file
 * @param envelope the statement that attests the file
 * @param columns names of top-level columns by field id, for people: nothing attests them
 */
public record RecordProof(
        String leafBase64, InclusionProof inclusion, String file, Envelope envelope, Map<Integer, String> columns) {

    public RecordProof {
        Base64.getDecoder().decode(leafBase64);
        Objects.requireNonNull(inclusion, "inclusion");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(envelope, "envelope");
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /** The row's canonical bytes. */
    public byte[] leaf() {
        return Base64.getDecoder().decode(leafBase64);
    }

    /**
     * Why the proof does not hold; empty when it does.
     *
     * @throws io.affidavit.archive.evidence.statement.MalformedEvidenceException when its statement cannot be read
     */
    public Optional<String> fault(TrustedKeys trusted) {
        SignatureCheck signature = envelope.check(trusted);
        if (signature != SignatureCheck.TRUSTED) {
            return Optional.of(
                    signature == SignatureCheck.UNTRUSTED_KEY
                            ? "its statement is signed by " + envelope.keyIds() + ", which the trust file does not hold"
                            : "the signature of its statement does not fit");
        }
        Optional<AttestedFile> attested = attested();
        if (attested.isEmpty()) {
            return Optional.of("its statement does not attest the file");
        }
        if (attested.get().records() != inclusion.treeSize()) {
            return Optional.of("its statement attests " + attested.get().records()
                    + " rows of the file, the proof is of " + inclusion.treeSize());
        }
        byte[] root = HexFormat.of().parseHex(attested.get().root());
        return inclusion.verify(MerkleTree.leafHash(leaf()), root)
                ? Optional.empty()
                : Optional.of("the row does not lead to the attested root");
    }

    /** The statement as it presents itself. */
    public Statement statement() {
        return envelope.statement();
    }

    private Optional<AttestedFile> attested() {
        return statement().attested().stream()
                .filter(candidate -> candidate.path().equals(file))
                .findFirst();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.hash.PrunedTree;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.Derivation;
import io.affidavit.archive.evidence.statement.Origin;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a file's rows were before they were in it, as a statement has it.
 *
 * @param derivation of the file
 * @param removed the files that the statement removed, by path
 */
record Ancestry(Derivation derivation, Map<String, AttestedFile> removed) {

    /**
     * Computes the root of each origin from the rows that are left of it.
     *
     * @param leaves gives the leaf hashes of the file's rows one after the other
     * @return what is wrong, or empty
     */
    Optional<String> differenceOf(Supplier<byte[]> leaves) {
        for (Origin origin : derivation.origins()) {
            AttestedFile before = removed.get(origin.path());
            List<byte[]> nodes =
                    origin.nodes().stream().map(HexFormat.of()::parseHex).toList();
            String root;
            try {
                root = HexFormat.of().formatHex(PrunedTree.root(before.records(), origin.gone(), nodes, leaves));
            } catch (IllegalArgumentException e) {
                return Optional.of("what its statement keeps of " + origin.path() + " is no part of a tree");
            }
            if (!root.equals(before.root())) {
                return Optional.of("its rows are not those of " + origin.path() + ", which it is said to be made from");
            }
        }
        return Optional.empty();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.hold.BranchFiles.Replacement;
import io.affidavit.archive.rewrite.Rewritten;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a plan that one change takes out of the table.
 *
 * @param number of the part, from 1
 * @param of number of parts
 * @param files with rows that leave
 * @param rewritten what is left of the files, by the path of the old one; files of which no row is left are not in it
 */
record Part(int number, int of, List<FileErasure> files, Map<String, Rewritten> rewritten) {

    Part {
        files = List.copyOf(files);
        rewritten = Map.copyOf(rewritten);
    }

    Set<String> paths() {
        return files.stream().map(file -> file.attested().path()).collect(Collectors.toSet());
    }

    long rows() {
        return files.stream().mapToLong(FileErasure::rows).sum();
    }

    /** The same for the branches of holds. */
    List<Replacement> replacements() {
        return files.stream()
                .map(file -> {
                    Rewritten instead = rewritten.get(file.attested().path());
                    return new Replacement(
                            Set.of(file.attested().path()), instead == null ? List.of() : List.of(instead.file()));
                })
                .toList();
    }

    /** The new files, in the order of the old ones. */
    List<Rewritten> instead() {
        return files.stream()
                .map(file -> rewritten.get(file.attested().path()))
                .filter(Objects::nonNull)
                .toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The certificate that the bytes of a change's removed files are gone: every version of each was deleted, and looked for in
 * vain afterwards.
 *
 * @param change the {@link ChangeStatement} that is completed
 * @param deleted the files, in the order of the change
 * @param terms what else is certified: when absence was checked, which copies are out of reach; names in
 *     {@code docs/evidence.md}
 */
public record CompletionStatement(
        StatementHead head, StatementRef change, List<DeletedFile> deleted, Map<String, String> terms)
        implements HeadedStatement {

    /** The in-toto predicate type. */
    public static final String PREDICATE_TYPE = "https://affidavit.dev/evidence/completion/v1";

    /**
     * A file whose bytes are gone.
     *
     * @param path where it was
     * @param sha256 of its bytes, as attested
     * @param records rows it held
     * @param versions object versions that were deleted, delete markers included; 0 when it was gone already
     */
    public record DeletedFile(String path, String sha256, long records, long versions) {

        public DeletedFile {
            Objects.requireNonNull(path, "path");
            Hex.check(sha256);
            SafeNumbers.check(records);
            SafeNumbers.check(versions);
        }
    }

    public CompletionStatement {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(change, "change");
        deleted = List.copyOf(deleted);
        terms = Collections.unmodifiableMap(new TreeMap<>(terms));
        if (deleted.stream().map(DeletedFile::path).distinct().count() != deleted.size()) {
            throw new IllegalArgumentException("Cannot make statement: a file occurs twice.");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real table with two commits, for each test to attack. */
abstract class TwoCommits {

    static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path directory;

    EvidentTable events;
    AttestedFile first;
    AttestedFile second;

    @BeforeEach
    void archiveTwoCommits() {
        events = EvidentTable.create(directory, KEY);
        first = events.archive(1_000, 20_000);
        second = events.archive(500, 20_001);
    }

    @AfterEach
    void closeCatalog() {
        events.close();
    }

    Verification verify() {
        return verify(TrustedKeys.of(KEY.verificationKey()));
    }

    Verification verify(TrustedKeys trusted) {
        return Verifier.verify(events.table(), trusted, 2, Progress.NONE);
    }
}

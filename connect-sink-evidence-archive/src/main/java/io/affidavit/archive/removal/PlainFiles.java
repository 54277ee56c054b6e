/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;

/** A store without versions and locks, or one whose versions only its own tools can reach: a file is there or it is not. */
record PlainFiles(FileIO io) implements ObjectVersions {

    private static final String ONLY = "file";

    @Override
    public String method() {
        return "files";
    }

    @Override
    public List<Version> of(String location) {
        return io.newInputFile(location).exists() ? List.of(new Version(location, ONLY, false)) : List.of();
    }

    @Override
    public Deletion delete(Version version) {
        try {
            io.deleteFile(version.location());
        } catch (NotFoundException e) {
            // Gone is what it is meant to be.
            return new Deletion.Gone();
        }
        return new Deletion.Gone();
    }

    @Override
    public void release(String location) {
        // There are no holds.
    }

    @Override
    public Optional<Instant> lockedUntil(String location) {
        return Optional.empty();
    }
}

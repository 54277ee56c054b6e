/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.util.function.IntConsumer;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A real catalog behind a connection that fails as told. */
final class FlakyOperations implements TableOperations {

    private final TableOperations real;
    /** Commits whose answer is lost after they happened. */
    int loseAnswers;
    /** Commits that are refused before they happen. */
    int refuse;
    /** Runs before every commit that is let through. */
    Runnable beforeCommit = () -> {};
    /** Runs before every refresh, with the number of refreshes before it. */
    IntConsumer beforeRefresh = number -> {};

    private int refreshes;

    FlakyOperations(TableOperations real) {
        this.real = real;
    }

    @Override
    public TableMetadata current() {
        return real.current();
    }

    @Override
    public TableMetadata refresh() {
        beforeRefresh.accept(refreshes++);
        return real.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
        if (refuse > 0) {
            refuse--;
            throw new CommitFailedException("refused");
        }
        beforeCommit.run();
        real.commit(base, metadata);
        if (loseAnswers > 0) {
            loseAnswers--;
            throw new CommitStateUnknownException(new IllegalStateException("connection lost"));
        }
    }

    @Override
    public FileIO io() {
        return real.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return real.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return real.locationProvider();
    }
}

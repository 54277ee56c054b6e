/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.source.contract.ContractStore;
import io.affidavit.source.contract.LogSourceContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What every store must keep, kept by files in a directory whose place is told by their time of writing. */
class FlatObjectsContractIT extends LogSourceContract {

    @TempDir
    private Path directory;

    @Override
    protected ContractStore table() throws IOException {
        return new LocalObjects(directory, false);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import java.util.List;

/** The steps from some versions to one that is newer than all of them. */
record Migration(VersionRange from, SchemaVersion to, List<Operation> operations) {

    Migration {
        operations = List.copyOf(operations);
    }
}

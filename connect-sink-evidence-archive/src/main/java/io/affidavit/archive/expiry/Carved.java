/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.expiry.ExpiryPlan.Expired;
import io.affidavit.archive.hold.BranchFiles.Replacement;
import io.affidavit.archive.rewrite.Rewritten;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A partly held file, and the new one in custody that its held rows were copied to.
 *
 * @param origin the file that goes
 * @param kept the file that stays
 */
record Carved(Expired origin, Rewritten kept) {

    Carved {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(kept, "kept");
    }

    Replacement replacement() {
        return new Replacement(Set.of(origin.attested().path()), List.of(kept.file()));
    }
}

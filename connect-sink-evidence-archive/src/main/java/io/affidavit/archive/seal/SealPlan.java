/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import java.util.List;

/**
 * What of a table can be sealed now.
 *
 * @param packs that this round rewrites, the oldest day first
 * @param later packs that are left for the next rounds
 * @param open small files of days that are not closed yet
 * @param unattested small files of closed days that no statement attests: left as they are
 */
public record SealPlan(List<Pack> packs, int later, int open, int unattested) {

    public SealPlan {
        packs = List.copyOf(packs);
    }

    /** Files that go. */
    public int files() {
        return packs.stream().mapToInt(pack -> pack.origins().size()).sum();
    }

    /** Their bytes. */
    public long bytes() {
        return packs.stream().mapToLong(Pack::bytes).sum();
    }

    /** Their rows. */
    public long rows() {
        return packs.stream().mapToLong(Pack::rows).sum();
    }
}

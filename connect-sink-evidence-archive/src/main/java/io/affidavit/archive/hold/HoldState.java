/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

/**
 * What stands between the records of a hold and their deletion.
 *
 * @param branch whether its branch stands; false for a released hold
 * @param files of the branch
 * @param rows in these files, held and not
 * @param locks whether the store can lock objects
 * @param locked how many of the files the store says it holds
 */
public record HoldState(boolean branch, long files, long rows, boolean locks, long locked) {

    /** That of a released hold. */
    static final HoldState NONE = new HoldState(false, 0, 0, false, 0);

    /** Whether nothing is missing of what the store and the catalog offer. */
    public boolean isComplete() {
        return branch && (!locks || locked == files);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

/** How a commit ended. */
public sealed interface Outcome {

    /**
     * The table has the files and the offsets.
     *
     * @param watermarks of the table at that commit
     * @param retries how many attempts were refused before
     */
    record Committed(Watermarks watermarks, int retries) implements Outcome {}

    /**
     * The batch must be discarded and reading begin at {@code watermarks}: another writer archived offsets of ours, or a hold
     * was placed or released since the rows were judged.
     *
     * @param reason value-free
     * @param filesMayBeReferenced whether an attempt with unknown result was made, so that no file may be deleted
     */
    record Superseded(String reason, Watermarks watermarks, boolean filesMayBeReferenced) implements Outcome {}

    /**
     * Not yet; the same request may be tried again later.
     *
     * @param reason value-free
     */
    record Deferred(String reason) implements Outcome {}
}

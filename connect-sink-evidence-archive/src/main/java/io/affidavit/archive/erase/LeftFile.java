/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import java.util.Locale;
import java.util.Objects;

/**
 * A file that has rows of the subject and cannot be rewritten.
 *
 * @param path where it is
 * @param rows of the subject in it
 * @param why it is left as it is
 */
public record LeftFile(String path, long rows, Reason why) {

    /** Why a file is left as it is. */
    public enum Reason {
        /** No statement attests it, so that nothing could be proved of the rows that stay. */
        UNATTESTED,
        /** Another engine hides rows of it by delete files, which would not follow them into a new file. */
        DELETES,
        /** No longer in the table, but a branch, a tag or an older snapshot leads to it. */
        OUTSIDE;

        /** The name in statements and reports. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LeftFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(why, "why");
    }
}

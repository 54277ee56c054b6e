/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Texts on their way: what is too large for the topic waits in a content area, until the archive has brought it home.
 *
 * <pre>
 *   source -> ... -> MaskFields -> OffloadContent -> topic, with references -> archive -> row, with the texts
 *                                       |                                        ^
 *                                       +------------ content area --------------+
 * </pre>
 *
 * <p>The row holds the text itself. So its leaf, its term, its hold and its erasure are the text's, and nothing has to be
 * kept in step; what is left in the area is a copy of the way, like the topic, and swept like it.
 */
package io.affidavit.archive.content;

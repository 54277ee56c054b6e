/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.List;

/**
 * Rows of one read, in order.
 *
 * @param exhausted whether no further row of the request exists beyond these
 */
public record RowPage(List<SourceRow> rows, boolean exhausted) {

    public RowPage {
        rows = List.copyOf(rows);
    }
}

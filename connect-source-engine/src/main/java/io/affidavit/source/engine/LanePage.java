/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Rows of one lane, read in one transaction, and the end of a window; at least one of the two.
 *
 * @param steps of the lane, row by row
 * @param closed state of the lane once the window of its last row was read to its end, if it was
 */
public record LanePage(int lane, RowPage page, LaneSteps steps, Optional<LaneState> closed) {

    public LanePage {
        Objects.requireNonNull(steps, "steps");
        if (page.rows().isEmpty() && closed.isEmpty()) {
            throw new IllegalArgumentException("A lane page holds a row or the end of a window.");
        }
    }

    public List<SourceRow> rows() {
        return page.rows();
    }

    /** State of the lane once a row is delivered; worked out when asked, because of most rows it is never asked. */
    public Supplier<LaneState> after(int row) {
        return steps.after(row + 1, page.rows().get(row).position());
    }

    /** The end of a window by itself. */
    static LanePage end(int lane, LaneState before, LaneState closed) {
        return new LanePage(lane, RowPage.END, new LaneSteps(before, closed.window()), Optional.of(closed));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.SourceRow;
import java.util.function.Supplier;

/**
 * A row, and the state of its lane once the row is delivered.
 *
 * @param state worked out when asked, because of most rows it is never asked; holds on to no row
 */
public record LaneStep(SourceRow row, Supplier<LaneState> state) {}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.SourceRow;

/** A row together with the state of its lane once the row is delivered. */
public record LaneStep(SourceRow row, LaneState state) {}

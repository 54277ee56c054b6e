/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import java.time.Instant;

/**
 * A value of a window.
 *
 * @param start of the window
 */
record Point(Instant start, double value) {}

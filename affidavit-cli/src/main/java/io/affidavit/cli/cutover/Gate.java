/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

/**
 * One condition of a step, with what it is and what it must be.
 *
 * @param passed whether the step may be taken as far as this goes
 */
record Gate(String what, String is, String mustBe, boolean passed) {}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit checkpoint}: the state of a table's statements in a few signed lines, for witnesses outside. */
package io.affidavit.cli.checkpoint;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit erase}: rows of one subject, from the command line. */
package io.affidavit.cli.erase;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit seal}: rewrites the small files of closed days to few large ones, and proves that they hold the same rows. */
package io.affidavit.cli.seal;

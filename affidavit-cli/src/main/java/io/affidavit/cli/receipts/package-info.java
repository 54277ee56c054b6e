/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit receipts}: says from the keeper's topic which tables took a record, and what became of it there. */
package io.affidavit.cli.receipts;

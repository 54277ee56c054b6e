/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the keeper does with each of its tables: rounds of removal, expiry and sealing, and control records of the statements. */
package io.affidavit.archive.keeper;

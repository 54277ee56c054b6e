/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** What decides about records of a transform: its configuration alone, or the policy of a record's time. */
package io.affidavit.smt.policysource;

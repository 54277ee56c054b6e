/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Versions of schemas and ranges of them: numbers alone, ordered, with an upper bound. */
package io.affidavit.smt.version;

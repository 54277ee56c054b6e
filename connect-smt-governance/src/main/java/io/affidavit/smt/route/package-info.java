/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sends records to topics by the tags in their headers, without a look at their values. */
package io.affidavit.smt.route;

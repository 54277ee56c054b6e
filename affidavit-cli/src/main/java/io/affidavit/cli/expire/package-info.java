/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit expire}: takes records whose retention is over out of a table, and proves that they are gone. */
package io.affidavit.cli.expire;

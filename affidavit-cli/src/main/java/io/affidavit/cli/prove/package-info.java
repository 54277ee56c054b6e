/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit prove}: the proof of one record, and its check without the table. */
package io.affidavit.cli.prove;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit schema}: whether a new version of a contract can live beside the old ones. */
package io.affidavit.cli.schema;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.schema;

/** What a comparison of two schemas found at a path, before it is said which files were compared. */
record Found(String path, String rule, String detail) {}

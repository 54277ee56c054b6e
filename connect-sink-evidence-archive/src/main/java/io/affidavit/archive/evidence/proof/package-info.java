/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The proof that one record was archived: its canonical bytes, the way from them to the root of its file, and the signed
 * statement that holds the root. It is made from the table, and checked with nothing but the trusted keys.
 */
package io.affidavit.archive.evidence.proof;

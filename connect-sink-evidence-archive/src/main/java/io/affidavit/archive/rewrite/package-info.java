/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Makes new data files out of attested ones, with all their rows or without some, so that what is kept can be proved to be
 * what was there. Nothing is committed here.
 */
package io.affidavit.archive.rewrite;

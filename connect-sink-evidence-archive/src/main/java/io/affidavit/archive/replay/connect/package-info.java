/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Makes Connect records of what a replay gives out. */
package io.affidavit.archive.replay.connect;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit replay}: asks for replays of archived records, approves them, and says what a grant allows. */
package io.affidavit.cli.replay;

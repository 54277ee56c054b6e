/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit adopt}: attests files that another engine rewrote, if they hold the attested rows. */
package io.affidavit.cli.adopt;

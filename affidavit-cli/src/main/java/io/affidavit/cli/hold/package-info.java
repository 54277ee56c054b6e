/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code affidavit hold}: places, releases, lists and exports legal holds. */
package io.affidavit.cli.hold;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** The configuration keys of the archive's plugins, a class for each group, and the checks that no single key can make. */
package io.affidavit.archive.config;

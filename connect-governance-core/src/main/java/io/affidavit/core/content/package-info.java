/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** How a record refers to texts and bytes that are kept outside of it, because it would be too large for its topic with them. */
package io.affidavit.core.content;

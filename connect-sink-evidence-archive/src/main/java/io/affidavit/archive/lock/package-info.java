/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Locks of a store that no program with the right to delete can get around. Nothing here knows Kafka. */
package io.affidavit.archive.lock;

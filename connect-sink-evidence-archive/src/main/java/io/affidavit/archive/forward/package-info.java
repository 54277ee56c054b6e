/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads the statements of a table in their order, to be forwarded, and makes checkpoints of them. Knows no Kafka. */
package io.affidavit.archive.forward;

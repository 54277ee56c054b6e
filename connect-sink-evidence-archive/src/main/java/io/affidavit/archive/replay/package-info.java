/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads archived records back under a grant: first their coordinates, so that nothing is handed out of a scope that is over its
 * budget, then the records themselves in the order of their offsets. Knows no Kafka, so any engine can embed it.
 */
package io.affidavit.archive.replay;

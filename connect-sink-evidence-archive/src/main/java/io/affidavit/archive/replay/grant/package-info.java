/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who may replay which archived records where to: a request that its requester signed, and the approval of somebody else.
 * Knows no Kafka, so any engine can ask it.
 */
package io.affidavit.archive.replay.grant;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Kafka as monitor and gate use it beside Connect: clients, topics, and one transactional writer for each partition. */
package io.affidavit.monitor.broker;

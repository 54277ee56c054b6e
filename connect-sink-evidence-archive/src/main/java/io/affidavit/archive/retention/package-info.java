/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** When the days of a retention class may go, by the terms of a policy document. Knows neither tables nor Kafka. */
package io.affidavit.archive.retention;

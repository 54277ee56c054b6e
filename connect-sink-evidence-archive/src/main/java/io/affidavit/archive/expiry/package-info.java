/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Takes records out of a table once their retention is over and nothing holds them: a plan of the files whose day is past
 * its term, less what a hold may be about, and its drop, which {@link io.affidavit.archive.removal} carries to the end.
 * Nothing here knows Kafka.
 */
package io.affidavit.archive.expiry;

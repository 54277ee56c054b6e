/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Legal holds: which rows must stay, whatever their retention says.
 *
 * <p>A hold is a {@link io.affidavit.archive.hold.predicate.HoldPredicate} over archived columns. It is asked of whole files, by their
 * partition and statistics, and of rows; whatever cannot be told counts as held. Nothing here knows Kafka, so any engine can
 * embed it.
 */
package io.affidavit.archive.hold;

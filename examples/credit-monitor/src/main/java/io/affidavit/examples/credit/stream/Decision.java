/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * One decision on one application.
 *
 * @param number its place among all decisions as they were made, from 0
 * @param version of the model
 * @param time when it was decided
 * @param observed when it came to the log, some seconds later
 * @param score from 0 to 1
 * @param approved the outcome
 * @param reason why, as the desk's system words it
 * @param sex as the applicant declared it; empty where they did not
 * @param ageBand of the applicant
 * @param latencyMillis how long it took
 * @param fault whose doing it is, if anything is wrong with it
 */
public record Decision(
        int number,
        Model model,
        String version,
        Instant time,
        Instant observed,
        double score,
        boolean approved,
        String reason,
        String sex,
        String ageBand,
        int latencyMillis,
        Optional<Fault> fault) {}

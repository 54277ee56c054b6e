/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * When people work.
 *
 * @param zone that days and hours are counted in where a rule names none
 * @param holidays days off by calendar name
 */
public record PolicyCalendar(ZoneId zone, Map<String, Set<LocalDate>> holidays) {

    public PolicyCalendar {
        Objects.requireNonNull(zone, "zone");
        Map<String, Set<LocalDate>> copy = new LinkedHashMap<>();
        holidays.forEach((name, days) -> copy.put(name, Set.copyOf(days)));
        holidays = Map.copyOf(copy);
    }
}

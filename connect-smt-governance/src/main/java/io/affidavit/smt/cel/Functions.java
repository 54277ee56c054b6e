/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.PolicyCalendar;
import io.affidavit.smt.scan.Sensitivity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The functions that conditions have besides those of CEL. A wrong argument makes the condition undecided. */
final class Functions {

    static final String AFTER_HOURS = "afterHours";
    static final String HOLIDAY = "isHoliday";
    static final String AT_LEAST = "atLeast";
    static final String JSON = "json";

    private static final String AFTER_HOURS_HERE = "after_hours_timestamp_int_int";
    private static final String AFTER_HOURS_THERE = "after_hours_timestamp_int_int_string";
    private static final String HOLIDAY_HERE = "is_holiday_timestamp_string";
    private static final String AT_LEAST_LEVEL = "at_least_string_string";
    private static final String JSON_TEXT = "json_string";

    private static final Map<String, Sensitivity> LEVELS = Arrays.stream(Sensitivity.values())
            .collect(Collectors.toUnmodifiableMap(Sensitivity::text, level -> level));

    static final List<CelFunctionDecl> DECLARATIONS = List.of(
            CelFunctionDecl.newFunctionDeclaration(
                    AFTER_HOURS,
                    CelOverloadDecl.newGlobalOverload(
                            AFTER_HOURS_HERE, SimpleType.BOOL, SimpleType.TIMESTAMP, SimpleType.INT, SimpleType.INT),
                    CelOverloadDecl.newGlobalOverload(
                            AFTER_HOURS_THERE,
                            SimpleType.BOOL,
                            SimpleType.TIMESTAMP,
                            SimpleType.INT,
                            SimpleType.INT,
                            SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                    HOLIDAY,
                    CelOverloadDecl.newGlobalOverload(
                            HOLIDAY_HERE, SimpleType.BOOL, SimpleType.TIMESTAMP, SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                    AT_LEAST,
                    CelOverloadDecl.newGlobalOverload(
                            AT_LEAST_LEVEL, SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                    JSON, CelOverloadDecl.newGlobalOverload(JSON_TEXT, SimpleType.DYN, SimpleType.STRING)));

    private Functions() {}

    /** @param calendar whose zone and holidays the functions of time go by */
    @SuppressWarnings("Immutable") // a calendar is, though the checker cannot know it
    static List<CelFunctionBinding> bindings(PolicyCalendar calendar) {
        ZoneClock here = new ZoneClock(calendar.zone());
        return List.of(
                CelFunctionBinding.from(
                        AFTER_HOURS_HERE,
                        ImmutableList.of(Instant.class, Long.class, Long.class),
                        args -> afterHours((Instant) args[0], (Long) args[1], (Long) args[2], here)),
                CelFunctionBinding.from(
                        AFTER_HOURS_THERE,
                        ImmutableList.of(Instant.class, Long.class, Long.class, String.class),
                        args -> afterHours(
                                (Instant) args[0], (Long) args[1], (Long) args[2], new ZoneClock(ZoneId.of((String)
                                        args[3])))),
                CelFunctionBinding.from(
                        HOLIDAY_HERE,
                        Instant.class,
                        String.class,
                        (time, name) -> holiday(time, days(calendar, name), here)),
                CelFunctionBinding.from(AT_LEAST_LEVEL, String.class, String.class, Functions::atLeast),
                CelFunctionBinding.from(JSON_TEXT, String.class, text -> CelValues.element(JsonText.parse(text))));
    }

    /** Whether the sensitivity levels have one of this name. */
    static boolean isLevel(String name) {
        return LEVELS.containsKey(name);
    }

    /** Outside {@code from <= hour < to}, or on a Saturday or Sunday. */
    static boolean afterHours(Instant time, long from, long to, ZoneClock clock) {
        long hour = clock.hour(time);
        return hour < from || hour >= to || clock.weekend(time);
    }

    static boolean holiday(Instant time, Set<LocalDate> days, ZoneClock clock) {
        return days.contains(clock.date(time));
    }

    private static Set<LocalDate> days(PolicyCalendar calendar, String name) {
        Set<LocalDate> days = calendar.holidays().get(name);
        if (days == null) {
            throw new IllegalArgumentException(
                    "Cannot look up holidays: the policy has no such calendar. Add it there.");
        }
        return days;
    }

    /** A level that is misspelt in the record counts as the highest; one that is misspelt in the condition as a fault. */
    static boolean atLeast(String level, String name) {
        Sensitivity bound = LEVELS.get(name);
        if (bound == null) {
            throw new IllegalArgumentException(
                    "Cannot compare sensitivity: the bound is no level. Use one of public, internal, confidential, restricted.");
        }
        return LEVELS.getOrDefault(level, Sensitivity.RESTRICTED).compareTo(bound) >= 0;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static io.affidavit.smt.scan.CheckDigits.digit;
import static io.affidavit.smt.scan.CheckDigits.number;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the checks of {@code identifiers.txt}: names of algorithms, and conditions such as {@code at:0=19} or {@code date:0=yymmdd}. */
final class Checks {

    private static final Map<String, Check> NAMED = Map.ofEntries(
            Map.entry("luhn", (code, length) -> CheckDigits.luhn(code, 0, length, 0)),
            Map.entry("verhoeff", CheckDigits::verhoeff),
            Map.entry("mod11", (code, length) -> number(code, 0, length) % 11 == 0),
            Map.entry("mod11_10", (code, length) -> CheckDigits.mod11and10(code, 0, length)),
            Map.entry("mrz", CheckDigits::mrz),
            Map.entry("vin", CheckDigits::vin),
            Map.entry("group", (code, length) -> number(code, length - 4, length) != 0),
            Map.entry("varied", Checks::varied),
            Map.entry("digits", (code, length) -> count(code, length, true) > 4),
            Map.entry("mixed", (code, length) -> count(code, length, true) > 0 && count(code, length, false) > 0),
            Map.entry("dea", NationalChecks::dea),
            Map.entry("ukdl", NationalChecks::britishLicence),
            Map.entry("abn", NationalChecks::abn),
            Map.entry("pps", NationalChecks::pps),
            Map.entry("nric", NationalChecks::nric),
            Map.entry("hkid", NationalChecks::hongKong),
            Map.entry("twid", NationalChecks::taiwan),
            Map.entry("nif", NationalChecks::nif),
            Map.entry("nie", NationalChecks::nie),
            Map.entry("ptnif", NationalChecks::portugal),
            Map.entry("nir", NationalChecks::nir),
            Map.entry("repeats", NationalChecks::repeats),
            Map.entry("rvnr", NationalChecks::rvnr),
            Map.entry("kvnr", NationalChecks::kvnr),
            Map.entry("mod97", NationalChecks::belgium),
            Map.entry("hetu", NationalChecks::hetu),
            Map.entry("baltic", NationalChecks::baltic),
            Map.entry("cnp", NationalChecks::cnp),
            Map.entry("egn", NationalChecks::egn),
            Map.entry("tckn", NationalChecks::tckn),
            Map.entry("cpf", NationalChecks::cpf),
            Map.entry("cnpj", NationalChecks::cnpj),
            Map.entry("rut", NationalChecks::rut),
            Map.entry("cnid", NationalChecks::china),
            Map.entry("mynumber", NationalChecks::japan),
            Map.entry("brn", NationalChecks::koreanBusiness),
            Map.entry("thai", NationalChecks::thailand),
            Map.entry("bic", NationalChecks::bic));

    private static final Set<String> STRUCTURE = Set.of("varied", "group", "digits", "mixed", "bic", "repeats");
    private static final Set<String> ALGORITHMS = Set.of("luhn", "mod11_10", "sum");

    private Checks() {}

    /** The conditions that every code of the kind meets, joined by {@code &}; none holds always. */
    static Check structure(String text) {
        return all(text, false);
    }

    /** The check digits among the conditions, which a mistyped or made-up code fails. */
    static Check digits(String text) {
        return all(text, true);
    }

    private static Check all(String text, boolean digits) {
        return Stream.of(text.split("&"))
                .map(String::trim)
                .filter(condition -> !condition.isEmpty() && isDigits(condition) == digits)
                .map(Checks::condition)
                .reduce(Check::and)
                .orElse(Check.NONE);
    }

    private static boolean isDigits(String condition) {
        return ALGORITHMS.contains(condition.split(":")[0])
                || !(STRUCTURE.contains(condition) || condition.contains(":"));
    }

    private static Check condition(String text) {
        Check named = NAMED.get(text);
        if (named != null) {
            return named;
        }
        int colon = text.indexOf(':');
        String argument = text.substring(colon + 1);
        String left = argument.substring(0, Math.max(0, argument.indexOf('=')));
        String right = argument.substring(argument.indexOf('=') + 1);
        return switch (text.substring(0, Math.max(0, colon))) {
            case "luhn" -> luhn(argument);
            case "mod11_10" -> from(Integer.parseInt(argument));
            case "sum" -> sum(argument);
            case "at" -> at(Integer.parseInt(left), right, true);
            case "not" -> at(Integer.parseInt(left), right, false);
            case "letters" -> each(left, right, false);
            case "lettersor" -> each(left, right, true);
            case "start" -> starts(List.of(argument), true);
            case "nostart" -> starts(List.of(argument.split(",")), false);
            case "range" -> range(left, right);
            case "date" -> Dates.check(Integer.parseInt(left), right);
            default -> throw new IllegalStateException("Cannot read rules: unknown check " + text + ".");
        };
    }

    /** Luhn over digits that a prefix precedes, or without the first digits where the argument is negative. */
    private static Check luhn(String argument) {
        int value = Integer.parseInt(argument);
        if (value < 0) {
            return (code, length) -> CheckDigits.luhn(code, -value, length, 0);
        }
        int prefix = CheckDigits.luhnSum(argument.toCharArray(), 0, argument.length(), 0);
        return (code, length) -> CheckDigits.luhn(code, 0, length, prefix);
    }

    private static Check from(int first) {
        return (code, length) -> CheckDigits.mod11and10(code, first, length);
    }

    private static Check sum(String argument) {
        String[] parts = argument.split("%");
        int[] weights =
                Stream.of(parts[0].split(" ")).mapToInt(Integer::parseInt).toArray();
        int modulus = Integer.parseInt(parts[1]);
        return (code, length) -> CheckDigits.sum(code, weights) % modulus == 0;
    }

    private static Check at(int place, String characters, boolean wanted) {
        return (code, length) -> (characters.indexOf(code[place]) >= 0) == wanted;
    }

    private static Check each(String places, String characters, boolean orDigit) {
        return (code, length) -> {
            for (int i = 0; i < places.length(); i++) {
                char c = code[places.charAt(i) - '0'];
                if (characters.indexOf(c) < 0 && !(orDigit && Chars.digit(c))) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Check starts(List<String> prefixes, boolean wanted) {
        String[] starts = prefixes.toArray(String[]::new);
        return (code, length) -> {
            for (String prefix : starts) {
                if (Chars.startsWith(code, 0, length, prefix)) {
                    return wanted;
                }
            }
            return !wanted;
        };
    }

    private static Check range(String places, String ranges) {
        int from = Integer.parseInt(places.substring(0, places.indexOf('-')));
        int to = Integer.parseInt(places.substring(places.indexOf('-') + 1)) + 1;
        int[][] bounds = Stream.of(ranges.split(","))
                .map(range ->
                        Stream.of(range.split("-")).mapToInt(Integer::parseInt).toArray())
                .toArray(int[][]::new);
        return (code, length) -> {
            long value = number(code, from, to);
            for (int[] bound : bounds) {
                if (value >= bound[0] && value <= bound[1]) {
                    return true;
                }
            }
            return false;
        };
    }

    /** At least three different digits, as numbers that are given out have. */
    private static boolean varied(char[] code, int length) {
        int seen = 0;
        for (int i = 0; i < length; i++) {
            seen |= 1 << digit(code, i);
        }
        return Integer.bitCount(seen) > 2;
    }

    private static int count(char[] code, int length, boolean digits) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += Chars.digit(code[i]) == digits ? 1 : 0;
        }
        return count;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench.corpus;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Identifiers of people and things: valid by the rules of their issuers, of nobody. */
final class People {

    private static final String FIRST =
            "ada bruno chloe daniel elif farid grace hanna ivan julia kenji lena marek nadia oskar priya";

    private static final String LAST =
            "abbott berger castillo dubois eriksson fischer garcia hoffmann ito jansen kowalski lindqvist moreau novak";
    private static final String NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String VIN_LETTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

    private final Dice dice;

    People(Dice dice) {
        this.dice = dice;
    }

    Value email() {
        String name = dice.of(FIRST) + dice.of(List.of(".", "_", "", "-")) + dice.of(LAST);
        String tag = dice.below(5) == 0 ? "+" + dice.of("news shop work") : dice.below(3) == 0 ? dice.digits(2) : "";
        String host =
                dice.of("gmail.com outlook.com example.org mail.example.co.uk uni-bonn.de correo.es firma.pl acme.io");
        return new Value("EMAIL_ADDRESS", name + tag + "@" + host);
    }

    Value phone() {
        String number = dice.of(List.of(
                "+44 7911 " + dice.digits(6),
                "+49 1512 " + dice.digits(7),
                "+33 6 12 " + dice.digits(2) + " " + dice.digits(2) + " " + dice.digits(2),
                "+34 6" + dice.between(10, 99) + " " + dice.digits(3) + " " + dice.digits(3),
                "+1 (415) 55" + dice.digits(1) + "-" + dice.digits(4),
                "(212) 55" + dice.digits(1) + "-" + dice.digits(4),
                "415-55" + dice.digits(1) + "-" + dice.digits(4),
                "+91 98" + dice.digits(3) + " " + dice.digits(5),
                "+81 90-" + dice.between(1000, 9999) + "-" + dice.digits(4),
                "+55 11 9" + dice.between(1000, 9999) + "-" + dice.digits(4),
                "+48 601 " + dice.digits(3) + " " + dice.digits(3)));
        return new Value("PHONE_NUMBER", number);
    }

    Value card() {
        String body = dice.of(List.of(
                "4" + dice.digits(14),
                "5" + dice.between(1, 5) + dice.digits(13),
                "37" + dice.digits(12),
                "6011" + dice.digits(11)));
        String number = body + Checksums.luhn(body);
        String joint = dice.of(List.of(" ", "-", "", " "));
        String shown = number.length() == 15
                ? number.substring(0, 4) + joint + number.substring(4, 10) + joint + number.substring(10)
                : String.join(
                        joint,
                        number.substring(0, 4),
                        number.substring(4, 8),
                        number.substring(8, 12),
                        number.substring(12));
        return new Value("CREDIT_CARD", shown);
    }

    Value iban() {
        String country = dice.of("DE GB NL");
        String account = switch (country) {
            case "DE" -> dice.digits(18);
            case "GB" -> dice.letters(4, Dice.UPPER) + dice.digits(14);
            default -> dice.letters(4, Dice.UPPER) + dice.digits(10);
        };
        String iban = country + Checksums.iban(country, account) + account;
        return new Value("IBAN_CODE", dice.below(2) == 0 ? iban : iban.replaceAll("(.{4})(?=.)", "$1 "));
    }

    Value ssn() {
        int area = dice.between(1, 665);
        return new Value(
                "US_SSN",
                String.format(Locale.ROOT, "%03d-%02d-%04d", area, dice.between(1, 99), dice.between(1, 9999)));
    }

    Value ip() {
        return new Value(
                "IP_ADDRESS",
                dice.below(4) == 0
                        ? "2001:db8:" + dice.letters(3, "123456789abcdef") + "::" + dice.letters(2, "123456789abcdef")
                        : dice.of("203.0.113 198.51.100 192.0.2 10.42.7 172.16.9") + "." + dice.between(1, 254));
    }

    Value mac() {
        String joint = dice.of(": -");
        return new Value("MAC_ADDRESS", dice.letters(12, Dice.HEX).replaceAll("(..)(?=.)", "$1" + joint));
    }

    Value routing() {
        String body = dice.of("02 06 11 12 26 31") + dice.digits(6);
        int sum = Checksums.weighted(body, 3, 7, 1, 3, 7, 1, 3, 7);
        return new Value("ABA_ROUTING_NUMBER", body + (10 - sum % 10) % 10);
    }

    Value born() {
        LocalDate day = LocalDate.of(dice.between(1940, 2008), dice.between(1, 12), dice.between(1, 28));
        return new Value(
                "DATE_OF_BIRTH",
                dice.below(2) == 0
                        ? day.toString()
                        : String.format(
                                Locale.ROOT, "%02d/%02d/%d", day.getMonthValue(), day.getDayOfMonth(), day.getYear()));
    }

    Value nhs() {
        while (true) {
            String body = dice.between(4, 7) + dice.digits(8);
            int check = (11 - Checksums.weighted(body, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11;
            if (check < 10) {
                return new Value(
                        "UK_NHS", body.substring(0, 3) + " " + body.substring(3, 6) + " " + body.substring(6) + check);
            }
        }
    }

    Value aadhaar() {
        String body = dice.between(2, 9) + dice.digits(10);
        return new Value(
                "IN_AADHAAR",
                body.substring(0, 4) + " " + body.substring(4, 8) + " " + body.substring(8) + Checksums.verhoeff(body));
    }

    Value nif() {
        int number = dice.between(10_000_000, 99_999_999);
        return new Value("ES_NIF", number + "" + NIF_LETTERS.charAt(number % 23));
    }

    Value pesel() {
        String body = String.format(
                        Locale.ROOT, "%02d%02d%02d", dice.between(40, 99), dice.between(1, 12), dice.between(1, 28))
                + dice.digits(4);
        int sum = Checksums.weighted(body, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3);
        return new Value("PL_PESEL", body + (10 - sum % 10) % 10);
    }

    Value cpf() {
        String body = dice.digits(9);
        int first = Checksums.weighted(body, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = Checksums.weighted(body + first, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return new Value(
                "BR_CPF",
                body.substring(0, 3) + "." + body.substring(3, 6) + "." + body.substring(6) + "-" + first + second);
    }

    Value bsn() {
        while (true) {
            String body = dice.between(1, 9) + dice.digits(7);
            int check = Checksums.weighted(body, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
            if (check < 10) {
                return new Value("NL_BSN", body + check);
            }
        }
    }

    Value sin() {
        String body = dice.between(1, 7) + dice.digits(7);
        String sin = body + Checksums.luhn(body);
        return new Value("CA_SIN", sin.substring(0, 3) + "-" + sin.substring(3, 6) + "-" + sin.substring(6));
    }

    Value hetu() {
        String day = String.format(
                Locale.ROOT, "%02d%02d%02d", dice.between(1, 28), dice.between(1, 12), dice.between(40, 99));
        String serial = String.format(Locale.ROOT, "%03d", dice.between(2, 899));
        return new Value(
                "FI_PERSONAL_IDENTITY_CODE",
                day + "-" + serial + HETU_LETTERS.charAt(Integer.parseInt(day + serial) % 31));
    }

    Value personnummer() {
        String body = String.format(
                        Locale.ROOT, "%02d%02d%02d", dice.between(40, 99), dice.between(1, 12), dice.between(1, 28))
                + dice.digits(3);
        return new Value("SE_PERSONNUMMER", body.substring(0, 6) + "-" + body.substring(6) + Checksums.luhn(body));
    }

    Value imei() {
        String body = "35" + dice.digits(12);
        return new Value("IMEI", body + Checksums.luhn(body));
    }

    /** 49 CFR 565.15: letters count by their place in three rows of the alphabet. */
    Value vin() {
        String vin = "1HG" + dice.letters(5, VIN_LETTERS) + "0" + dice.letters(2, VIN_LETTERS) + dice.digits(6);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            char c = vin.charAt(i);
            int value = Character.isDigit(c) ? c - '0' : c <= 'I' ? c - 'A' + 1 : c <= 'R' ? c - 'J' + 1 : c - 'S' + 2;
            sum += value * VIN_WEIGHTS[i];
        }
        String check = sum % 11 == 10 ? "X" : Integer.toString(sum % 11);
        return new Value("VIN", vin.substring(0, 8) + check + vin.substring(9));
    }
}

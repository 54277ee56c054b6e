/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.litellm;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes up personal data and secrets that carry valid check digits, so that detectors take them for real. */
final class PersonalData {
    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Bruno", "Chloe", "Daniel", "Elif", "Farid", "Grace", "Hanna", "Ivan", "Julia", "Kenji", "Lena");
    private static final List<String> LAST_NAMES = List.of(
            "Abbott", "Berger", "Castillo", "Dubois", "Eriksson", "Fischer", "Garcia", "Hoffmann", "Ito", "Jansen");
    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private final RandomGenerator random;

    PersonalData(RandomGenerator random) {
        this.random = random;
    }

    String name() {
        return pick(FIRST_NAMES) + " " + pick(LAST_NAMES);
    }

    String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + random.nextInt(10, 99_999) + "@mail.example.com";
    }

    String phone() {
        return "+1 415 555 " + digits(4);
    }

    String ssn() {
        return "5" + digits(2) + "-" + random.nextInt(10, 99) + "-" + random.nextInt(1000, 9999);
    }

    String ip() {
        return "203.0.113." + random.nextInt(1, 255);
    }

    /** Sixteen digits that pass the Luhn check. */
    String card() {
        String body = "411111" + digits(9);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return body + (10 - sum % 10) % 10;
    }

    /** A German IBAN with valid check digits (ISO 13616). */
    String iban() {
        String account = digits(18);
        int check = 98 - new BigInteger(account + "131400").mod(NINETY_SEVEN).intValue();
        return "DE" + String.format(Locale.ROOT, "%02d", check) + account;
    }

    /** A secret of one of the common families of API keys. */
    String apiKey() {
        return switch (random.nextInt(4)) {
            case 0 -> "sk-proj-" + letters(48);
            case 1 -> "AKIA" + letters(16).toUpperCase(Locale.ROOT);
            case 2 -> "ghp_" + letters(36);
            default -> "sk_live_" + letters(24);
        };
    }

    String digits(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    String hex(int bytes) {
        StringBuilder text = new StringBuilder(bytes * 2);
        for (int i = 0; i < bytes * 2; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(KEY_LETTERS.charAt(random.nextInt(KEY_LETTERS.length())));
        }
        return text.toString();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;

/**
 * Asks the numbering plans of the world, as libphonenumber holds them, whether digits are a telephone number that is given
 * out. Asked only about candidates, and only so often in one text. Not safe for concurrent use.
 */
final class PhonePlans {

    /** Where numbers are written without their country. */
    static final List<String> REGIONS = List.of(
            "US", "GB", "DE", "FR", "ES", "IT", "NL", "BE", "AT", "CH", "PL", "SE", "NO", "DK", "FI", "IE", "PT", "CZ",
            "RO", "HU", "GR", "TR", "IL", "ZA", "NG", "KE", "IN", "CN", "JP", "KR", "SG", "MY", "TH", "PH", "ID", "AU",
            "NZ", "BR", "MX", "AR", "CO", "UA");

    /** A text of nothing but candidates must not cost more than any other. */
    private static final int MOST_QUESTIONS = 12;

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private int asked;

    void reset() {
        asked = 0;
    }

    /** Whether the digits are a number of some country, written as people there do among themselves. */
    boolean national(char[] text, int from, int to) {
        if (asked++ >= MOST_QUESTIONS) {
            return false;
        }
        String number = new String(text, from, to - from);
        if (!number.startsWith("0")) {
            // of the numbers without a trunk digit only Chinese mobile ones differ from others by their shape
            return number.length() == 11 && number.startsWith("1") && valid(number, "CN");
        }
        for (String region : REGIONS) {
            if (valid(number, region)) {
                return true;
            }
        }
        return false;
    }

    private static boolean valid(String number, String region) {
        try {
            return PLANS.isValidNumberForRegion(PLANS.parse(number, region), region);
        } catch (NumberParseException e) {
            return false;
        }
    }
}

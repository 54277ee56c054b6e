/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static io.affidavit.smt.scan.Sensitivity.CONFIDENTIAL;
import static io.affidavit.smt.scan.Sensitivity.INTERNAL;
import static io.affidavit.smt.scan.Sensitivity.RESTRICTED;

import java.util.List;
import java.util.stream.Stream;

/** Every label the scanner and the walk can give. Ids are permanent: archives and policies refer to them. */
public final class Labels {

    public static final Label EMAIL = new Label("pii.email", "[EMAIL]", CONFIDENTIAL);
    public static final Label PHONE = new Label("pii.phone", "[PHONE]", CONFIDENTIAL);
    public static final Label US_SSN = new Label("pii.us_ssn", "[US_SSN]", RESTRICTED);
    public static final Label IBAN = new Label("pii.iban", "[IBAN]", RESTRICTED);
    public static final Label CARD = new Label("pci.card", "[CARD]", RESTRICTED);
    public static final Label IP = new Label("net.ip", "[IP]", INTERNAL);
    public static final Label MAC = new Label("net.mac", "[MAC]", INTERNAL);
    public static final Label JWT = new Label("secret.jwt", "[JWT]", RESTRICTED);
    public static final Label PRIVATE_KEY = new Label("secret.private_key", "[PRIVATE_KEY]", RESTRICTED);
    public static final Label PASSWORD = new Label("secret.password", "[PASSWORD]", RESTRICTED);
    public static final Label TOKEN = new Label("secret.token", "[TOKEN]", RESTRICTED);
    /** User and password inside a URL. */
    public static final Label URL_LOGIN = new Label("secret.url_login", "[URL_LOGIN]", RESTRICTED);
    /** A number by which a state knows somebody, of a country that is not told apart. */
    public static final Label NATIONAL_ID = new Label("pii.national_id", "[NATIONAL_ID]", RESTRICTED);

    public static final Label BIRTH_DATE = new Label("pii.birth_date", "[BIRTH_DATE]", RESTRICTED);
    public static final Label ADDRESS = new Label("pii.address", "[ADDRESS]", CONFIDENTIAL);
    public static final Label MEDICAL_RECORD = new Label("pii.medical_record", "[MEDICAL_RECORD]", RESTRICTED);
    public static final Label HEALTH_INSURANCE = new Label("pii.health_insurance", "[HEALTH_INSURANCE]", RESTRICTED);
    public static final Label EMPLOYEE = new Label("pii.employee_id", "[EMPLOYEE_ID]", CONFIDENTIAL);
    public static final Label PLATE = new Label("pii.vehicle_plate", "[VEHICLE_PLATE]", CONFIDENTIAL);
    public static final Label ACCOUNT = new Label("pii.bank.account", "[ACCOUNT]", RESTRICTED);
    public static final Label PASSPORT = new Label("pii.passport", "[PASSPORT]", CONFIDENTIAL);
    public static final Label LICENCE = new Label("pii.driving_licence", "[DRIVING_LICENCE]", CONFIDENTIAL);
    public static final Label PROVIDER = new Label("pii.medical_provider", "[MEDICAL_PROVIDER]", CONFIDENTIAL);
    public static final Label WALLET = new Label("pii.wallet", "[WALLET]", CONFIDENTIAL);
    /** Content of a field that configuration says to protect. */
    public static final Label FIELD = new Label("field", "[FIELD]", CONFIDENTIAL);
    /** Content that was too large or too deep to look through, and is therefore replaced whole. */
    public static final Label BUDGET = new Label("budget", "[BUDGET]", RESTRICTED);

    /** Content on which a detector failed, and which is therefore replaced whole. */
    public static final Label FAILED = new Label("failed", "[FAILED]", RESTRICTED);

    /** The first word of every label that configuration or a detector adds. */
    public static final String CUSTOM = "custom";

    private Labels() {}

    public static List<Label> all() {
        return Known.ALL;
    }

    /** Whether some label has this id or an id that continues it after a dot: {@code secret} covers {@code secret.aws}. */
    public static boolean known(String idOrPrefix) {
        return Known.ALL.stream().anyMatch(label -> covers(idOrPrefix, label));
    }

    /** Whether this can be the id of a label that configuration or a detector adds, or the beginning of such ids. */
    public static boolean custom(String idOrPrefix) {
        return idOrPrefix.equals(CUSTOM) || (idOrPrefix.startsWith(CUSTOM + ".") && Label.isId(idOrPrefix));
    }

    public static boolean covers(String idOrPrefix, Label label) {
        return label.id().equals(idOrPrefix) || label.id().startsWith(idOrPrefix + ".");
    }

    /** Apart, because the rules that give more labels are read with the help of these ones. */
    private static final class Known {

        private static final List<Label> ALL = Stream.of(
                        List.of(
                                EMAIL,
                                PHONE,
                                US_SSN,
                                IBAN,
                                CARD,
                                IP,
                                MAC,
                                JWT,
                                PRIVATE_KEY,
                                PASSWORD,
                                TOKEN,
                                URL_LOGIN),
                        List.of(NATIONAL_ID, BIRTH_DATE, ADDRESS, MEDICAL_RECORD, HEALTH_INSURANCE, EMPLOYEE, PLATE),
                        List.of(ACCOUNT, PASSPORT, LICENCE, PROVIDER, WALLET, FIELD, BUDGET, FAILED),
                        Identifiers.labels(),
                        SecretPrefixes.labels())
                .flatMap(List::stream)
                .distinct()
                .toList();

        private Known() {}
    }
}

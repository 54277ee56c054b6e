/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pii.us_itin                        | 912-78-4321",
                "pii.us_mbi                         | 1EG4-TE5-MK73",
                "pii.us_npi                         | NPI 1992999825",
                "pii.us_dea                         | DEA AB1234563",
                "pii.bank.routing                   | routing number 011000015",
                "pii.national_id.uk_nino            | AB 12 34 56 C",
                "pii.national_id.uk_nhs             | NHS 943 476 5919",
                "pii.national_id.ie_pps             | 1234567T",
                "pii.national_id.ca_sin             | 193 456 787",
                "pii.national_id.au_abn             | 53 004 085 616",
                "pii.national_id.au_tfn             | TFN 876 543 210",
                "pii.national_id.in_aadhaar         | 2341 2341 2346",
                "pii.national_id.in_gstin           | 29ABCDE1234F1Z5",
                "pii.national_id.sg_nric            | S1234567D",
                "pii.national_id.es_nif             | 00000023T",
                "pii.national_id.es_nie             | X1234567L",
                "pii.national_id.pt_nif             | NIF 123456789",
                "pii.national_id.it_fiscal_code     | RSSMRA85T10A562S",
                "pii.national_id.fr_nir             | 2 55 08 14 168 025 38",
                "pii.national_id.de_tax_id          | Steuer-ID 86095742719",
                "pii.national_id.ch_ahv             | 756.9217.0769.85",
                "pii.national_id.nl_bsn             | BSN 111222333",
                "pii.national_id.be_nrn             | 85.07.30-033.28",
                "pii.national_id.se_personnummer    | 811228-9874",
                "pii.national_id.fi_hetu            | 131052-308T",
                "pii.national_id.pl_pesel           | 02070803628",
                "pii.national_id.tr_tckn            | 10000000146",
                "pii.national_id.br_cpf             | 111.444.777-35",
                "pii.national_id.br_cnpj            | 11.222.333/0001-81",
                "pii.national_id.cl_rut             | 12.345.678-5",
                "pii.national_id.cn_id              | 11010519491231002X",
                "pii.national_id.kr_rrn             | 900101-1234567",
                "pii.imei                           | IMEI 490154203237518",
                "pii.vin                            | 1M8GDM9AXKP042788",
                "pii.bank.bic                       | SWIFT DEUTDEFF500"
            })
    void findsCodesByLayoutAndCheckDigits(String label, String text) {
        assertThat(Found.in(text)).extracting(Found::label).containsExactly(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000024T", // wrong letter
                "X1234567M",
                "131052-308U",
                "111.444.777-36",
                "AB 12 34 56 E", // suffixes are A to D
                "BG 12 34 56 A", // never given out
                "1EG4-TE5-MK735",
                "build 20240517.3 of service v1",
                "offset 12345678901",
                "5d26927 and 8608155",
                "550e8400-e29b-41d4-a716-446655440000",
                "DOCUMENT and DEUTDEFF in prose",
                "1M8GDM9AXKP042789" // check digit
            })
    void leavesOtherCodesAlone(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @Test
    void acceptsFailingCheckDigitsWhereAWordNamesTheKind() {
        // Given a mistyped tax number behind its name
        String text = "my NIF is 00000024T";

        // When
        // Then it is a national number, of no country in particular
        assertThat(Found.in(text)).extracting(Found::label).containsExactly("pii.national_id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pii.medical_record   | MRN: MRN-1015952           | MRN-1015952",
                "pii.medical_record   | mrn 4471002                | 4471002",
                "pii.health_insurance | Insurance ID: INS-87380427 | INS-87380427",
                "pii.employee_id      | employee EMP-25834 asked   | EMP-25834",
                "pii.bank.account     | account 10163241 was       | 10163241",
                "pii.passport         | passport number is X123456 | X123456",
                "pii.driving_licence  | licence DL-D14605-05       | DL-D14605-05"
            })
    void findsCodesThatAWordNames(String label, String text, String code) {
        assertThat(Found.in(text)).containsExactly(new Found(label, code));
    }

    @Test
    void doesNotCarryAWordOverAnotherNumber() {
        assertThat(Found.in("MRN: MRN-9427302 Shift: 0700-1900"))
                .containsExactly(new Found("pii.medical_record", "MRN-9427302"));
        assertThat(Found.in("DOB: 1952-05-21. Admitted on 2025-01-21"))
                .containsExactly(new Found("pii.birth_date", "1952-05-21"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
                "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                "0x52908400098527886E0F7030069857D2E4169EE7"
            })
    void findsWallets(String text) {
        assertThat(Found.in("send to " + text + " now")).containsExactly(new Found("pii.wallet", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
                "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp",
                "0x52908400098527886E0F7030069857D2E4169EEZ"
            })
    void leavesWordsThatFailTheChecksumOfAWallet(String text) {
        assertThat(Found.in("send to " + text + " now")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ships to 12 Main St, Springfield, IL 62701 today | 12 Main St, Springfield, IL 62701",
                "at 6665 Maple Drive, Apt 5, Ashland, PA 36365.   | 6665 Maple Drive, Apt 5, Ashland, PA 36365",
                "Address: Hauptstraße 12 in Köln                  | Hauptstraße 12 in Köln"
            })
    void findsPostalAddresses(String text, String address) {
        assertThat(Found.in(text)).containsExactly(new Found("pii.address", address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 Blind Mice ran", "2 Fast Lanes", "retry 5 Times", "address: 10 items"})
    void leavesNumbersBeforeWordsAlone(String text) {
        assertThat(Found.in(text)).extracting(Found::label).doesNotContain("pii.address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "born 21/05/1952 in Kiel | 21/05/1952",
                "DOB: May 21, 1952       | May 21, 1952",
                "dob=05/21/52            | 05/21/52"
            })
    void findsDatesOfBirth(String text, String date) {
        assertThat(Found.in(text)).containsExactly(new Found("pii.birth_date", date));
    }
}

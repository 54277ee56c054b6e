/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.removal.Terms;
import java.util.Locale;
import java.util.Map;

/**
 * Why a subject's rows are erased. All of it stands in the statement, for ever and in clear: name no subject here.
 *
 * @param requester who asked for it
 * @param approver who allowed it, somebody else
 * @param legalBasis on what ground
 * @param ticket the request on record
 */
public record ErasureRequest(String requester, String approver, String legalBasis, String ticket) {

    public ErasureRequest {
        requester = text("requester", requester);
        approver = text("approver", approver);
        legalBasis = text("legal basis", legalBasis);
        ticket = text("ticket", ticket);
        if (requester.toLowerCase(Locale.ROOT).equals(approver.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "Cannot erase: " + requester + " cannot approve the own request. Have somebody else approve it.");
        }
    }

    private static String text(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("Cannot erase: the " + what + " is empty. Give it.");
        }
        return text.strip();
    }

    Map<String, String> terms() {
        return Map.of(
                ErasureTerms.REQUESTER,
                requester,
                ErasureTerms.APPROVER,
                approver,
                ErasureTerms.LEGAL_BASIS,
                legalBasis,
                Terms.TICKET,
                ticket);
    }
}

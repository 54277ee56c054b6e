/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import java.time.Instant;
import java.util.Objects;

/**
 * What an approver signs.
 *
 * @param request SHA-256 of the request's payload, in hex
 * @param approver who approves
 * @param at when
 */
public record Approval(String request, String approver, Instant at) {

    public Approval {
        Objects.requireNonNull(request, "request");
        ReplayRequest.text("approver", approver);
        ReplayRequest.time(at);
    }
}

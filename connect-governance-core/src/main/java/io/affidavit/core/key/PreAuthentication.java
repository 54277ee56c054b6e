/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.key;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What is really signed under DSSE version 1: {@code "DSSEv1" SP len(type) SP type SP len(payload) SP payload}, so that a
 * signature over one kind of document is none over another.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE protocol</a>
 */
public final class PreAuthentication {

    private PreAuthentication() {}

    /** @param payloadType ASCII */
    public static byte[] encode(String payloadType, byte[] payload) {
        String header = "DSSEv1 " + payloadType.length() + " " + payloadType + " " + payload.length + " ";
        ByteArrayOutputStream encoding = new ByteArrayOutputStream(header.length() + payload.length);
        encoding.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        encoding.writeBytes(payload);
        return encoding.toByteArray();
    }
}

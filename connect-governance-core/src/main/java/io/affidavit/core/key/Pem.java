/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM blocks (RFC 7468); text around them is ignored. */
final class Pem {

    static final String PRIVATE_KEY = "PRIVATE KEY";
    static final String PUBLIC_KEY = "PUBLIC KEY";

    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    /**
     * Returns the contents of every block of this label, in order.
     *
     * @throws IllegalArgumentException when a block is not Base64; the message holds nothing of it
     */
    @SuppressWarnings("UnusedException") // the decoder's message names a character of the key
    static List<byte[]> decode(String text, String label) {
        Pattern block = Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----");
        List<byte[]> contents = new ArrayList<>();
        Matcher matcher = block.matcher(text);
        while (matcher.find()) {
            try {
                contents.add(Base64.getMimeDecoder().decode(matcher.group(1).strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Cannot read " + label + " block: it is not Base64.");
            }
        }
        return contents;
    }

    static String encode(byte[] content, String label) {
        return "-----BEGIN " + label + "-----\n" + ENCODER.encodeToString(content) + "\n-----END " + label + "-----\n";
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IP address with the length of its network prefix (RFC 4632, RFC 4291 section 2.3); an address alone is a network of one.
 */
final class Network {

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Empty for text that is neither an address nor a network. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        byte[] address = host.indexOf(':') >= 0 ? v6(host) : v4(host);
        if (address == null) {
            return Optional.empty();
        }
        int most = address.length * Byte.SIZE;
        int bits = slash < 0 ? most : number(text.substring(slash + 1), most);
        return bits < 0 ? Optional.empty() : Optional.of(new Network(address, bits));
    }

    /** Whether every address of the other network belongs to this one. */
    boolean holds(Network other) {
        if (other.address.length != address.length || other.bits < bits) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != other.address[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((address[whole] ^ other.address[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }

    private static byte[] v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            int value = number(parts[i], 255);
            if (value < 0) {
                return null;
            }
            address[i] = (byte) value;
        }
        return address;
    }

    /** Text with a colon is never looked up as a name. */
    private static byte[] v6(String text) {
        boolean plain = text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
        try {
            return plain ? InetAddress.getByName(text).getAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Up to three digits, at most so much; -1 for anything else. */
    private static int number(String text, int most) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = digits ? Integer.parseInt(text) : -1;
        return value > most ? -1 : value;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The network of an IP address: the first 24 bits of IPv4, the first 48 of IPv6, which is what one site is given. */
final class Networks {

    private static final int V4_BITS = 24;
    private static final int V6_BITS = 48;
    private static final Pattern V4 =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.\\d{1,3}(?:/(\\d{1,2}))?");
    /** Begins with a digit or a colon and holds a colon: what Java takes for an address and never asks a name server about. */
    private static final Pattern V6 = Pattern.compile(
            "((?=[^:]*:)[0-9a-fA-F:][0-9a-fA-F:]{1,38}(?:\\d{1,3}(?:\\.\\d{1,3}){3})?)(?:/(\\d{1,3}))?");

    private Networks() {}

    /** The network with its length, or null where the text is no address and no network. */
    static String of(String text) {
        var four = V4.matcher(text);
        if (four.matches()) {
            return v4(
                    Integer.parseInt(four.group(1)),
                    Integer.parseInt(four.group(2)),
                    Integer.parseInt(four.group(3)),
                    four.group(4));
        }
        var six = V6.matcher(text);
        return six.matches() ? v6(six.group(1), six.group(2)) : null;
    }

    /** A network wider than ours stays as wide. */
    private static String v4(int first, int second, int third, String bits) {
        int length = bits == null ? V4_BITS : Math.min(V4_BITS, Integer.parseInt(bits));
        if (first > 255 || second > 255 || third > 255) {
            return null;
        }
        int network = length == 0 ? 0 : (first << 24 | second << 16 | third << 8) & (-1 << (32 - length));
        return (network >>> 24) + "." + (network >>> 16 & 255) + "." + (network >>> 8 & 255) + "." + (network & 255)
                + "/" + length;
    }

    @SuppressWarnings("UnusedException") // no address is an answer
    private static String v6(String address, String bits) {
        byte[] bytes;
        try {
            InetAddress parsed = InetAddress.getByName(address);
            bytes = parsed.getAddress();
            if (parsed instanceof Inet4Address) {
                return v4(bytes[0] & 255, bytes[1] & 255, bytes[2] & 255, null);
            }
        } catch (UnknownHostException e) {
            return null;
        }
        int length = bits == null ? V6_BITS : Math.min(V6_BITS, Integer.parseInt(bits));
        StringBuilder out = new StringBuilder();
        for (int group = 0; group < V6_BITS / 16; group++) {
            int value = (bytes[2 * group] & 255) << 8 | (bytes[2 * group + 1] & 255);
            int kept = Math.max(0, Math.min(16, length - 16 * group));
            out.append(Integer.toHexString(value & (0xffff << (16 - kept)) & 0xffff))
                    .append(':');
        }
        return out.append(":/").append(length).toString();
    }
}

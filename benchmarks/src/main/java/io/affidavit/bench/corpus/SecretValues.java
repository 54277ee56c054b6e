/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench.corpus;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/** Secrets in the forms their vendors document, and wallets. */
final class SecretValues {

    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BASE62 = Dice.DIGITS + Dice.UPPER + Dice.LOWER;
    private static final String URL_SAFE = Dice.WORD + "-_";

    private final Dice dice;

    SecretValues(Dice dice) {
        this.dice = dice;
    }

    Value apiKey() {
        return new Value(
                "API_KEY",
                dice.of(List.of(
                        "AKIA" + dice.letters(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
                        github(),
                        "glpat-" + dice.letters(20, URL_SAFE),
                        "xoxb-" + dice.digits(12) + "-" + dice.digits(12) + "-" + dice.letters(24, Dice.WORD),
                        "sk_live_" + dice.letters(24, Dice.WORD),
                        "sk-proj-" + dice.letters(48, Dice.WORD),
                        "sk-ant-api03-" + dice.letters(93, Dice.WORD) + "AA",
                        "AIza" + dice.letters(35, URL_SAFE),
                        "SG." + dice.letters(22, Dice.WORD) + "." + dice.letters(43, Dice.WORD),
                        "hf_" + dice.letters(34, Dice.UPPER + Dice.LOWER),
                        "npm_" + dice.letters(36, Dice.WORD),
                        "dop_v1_" + dice.letters(64, Dice.HEX),
                        "shpat_" + dice.letters(32, Dice.HEX))));
    }

    /** Thirty characters and their CRC-32 in base 62, as GitHub writes tokens since 2021. */
    private String github() {
        String body = dice.letters(30, Dice.WORD);
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        StringBuilder check = new StringBuilder();
        for (long rest = crc.getValue(); check.length() < 6; rest /= 62) {
            check.insert(0, BASE62.charAt((int) (rest % 62)));
        }
        return "ghp_" + body + check;
    }

    Value password() {
        return new Value(
                "PASSWORD",
                dice.of(List.of(
                        dice.of("Winter Tiger Correct Blue")
                                + dice.of("Horse Rain Staple Moon")
                                + dice.digits(4)
                                + dice.of("! # ?"),
                        dice.letters(14, Dice.WORD),
                        dice.letters(6, Dice.LOWER) + "_" + dice.letters(6, Dice.WORD) + dice.digits(2))));
    }

    Value token() {
        return new Value("AUTHENTICATION_TOKEN", dice.letters(dice.between(24, 44), Dice.WORD));
    }

    Value jwt() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
        String claims = "{\"sub\":\"" + dice.digits(8) + "\",\"iat\":17" + dice.digits(8) + "}";
        return new Value(
                "JWT",
                base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                        + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                        + base64.encodeToString(dice.bytes(32)));
    }

    Value pem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(dice.bytes(dice.between(120, 400)));
        return new Value("PRIVATE_KEY", "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----");
    }

    Value login() {
        return new Value("URL_LOGIN", dice.of("app svc_ingest reporting") + ":" + dice.letters(14, Dice.WORD));
    }

    Value wallet() {
        if (dice.below(2) == 0) {
            return new Value("CRYPTO", "0x" + dice.letters(40, Dice.HEX));
        }
        byte[] payload = new byte[21];
        System.arraycopy(dice.bytes(20), 0, payload, 1, 20);
        byte[] check = sha256(sha256(payload));
        byte[] all = new byte[25];
        System.arraycopy(payload, 0, all, 0, 21);
        System.arraycopy(check, 0, all, 21, 4);
        StringBuilder text = new StringBuilder();
        for (BigInteger rest = new BigInteger(1, all); rest.signum() > 0; rest = rest.divide(BigInteger.valueOf(58))) {
            text.insert(0, BASE58.charAt(rest.mod(BigInteger.valueOf(58)).intValue()));
        }
        // one "1" for each leading zero byte
        for (int i = 0; i < all.length && all[i] == 0; i++) {
            text.insert(0, '1');
        }
        return new Value("CRYPTO", text.toString());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot make a wallet: the JDK has no SHA-256.", e);
        }
    }
}

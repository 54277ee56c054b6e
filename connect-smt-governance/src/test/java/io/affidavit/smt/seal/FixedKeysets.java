/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

/** Keysets of no value, with keys of counted bytes, so that every byte of a sealed text is known. */
public final class FixedKeysets {

    /** Key bytes 0 to 63, id 1a2b3c4d. */
    public static final String SIV = """
            {"primaryKeyId": 439041101, "key": [{"status": "ENABLED", "keyId": 439041101, "outputPrefixType": "TINK",
              "keyData": {"typeUrl": "type.googleapis.com/google.crypto.tink.AesSivKey", "keyMaterialType": "SYMMETRIC",
                "value": "EkAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/"}}]}
            """;

    /** Key bytes 100 to 131, id 1a2b3c4d. */
    public static final String GCM = """
            {"primaryKeyId": 439041101, "key": [{"status": "ENABLED", "keyId": 439041101, "outputPrefixType": "TINK",
              "keyData": {"typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey", "keyMaterialType": "SYMMETRIC",
                "value": "GiBkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gIGCgw=="}}]}
            """;

    /** {@code ada@example.org} of tenant {@code acme}, under {@link #GCM}. */
    static final String CIPHERTEXT =
            "e1.1a2b3c4d.pii.email.AAECAwQFBgcICQoL_s9ZDNg1oITtf_vm-ejvjJJ7NZhuzwaWx8rWfpd_iw~";

    private FixedKeysets() {}
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.core.tags.GovHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * Turns a record into its protected form: value by reference or sealed, record key as keyed hash or null, no header but
 * ours. Without a key nothing of the content leaves; with one, nothing is lost.
 */
final class Quarantine {

    private final Envelope envelope;
    private final KeyedHash keys;

    /** @param nonces see {@link Envelope} */
    Quarantine(RejectConfig config, Supplier<byte[]> nonces) {
        byte[] key = config.keyBytes();
        this.envelope = config.encrypt() ? new Envelope(config.keyId(), key, nonces) : null;
        this.keys = key == null ? null : new KeyedHash(config.keyId(), derive(key));
    }

    Struct value(ConnectRecord<?> record, Rejection rejection) {
        return QuarantinedPayload.of(record, rejection, sealed(record, rejection));
    }

    /** The keyed hash of the record key, or null where there is no key to hash or to hash with. */
    String key(ConnectRecord<?> record) {
        if (keys == null || record.key() == null) {
            return null;
        }
        String text = text(record.key());
        return text == null ? null : keys.hash(List.of(text));
    }

    static Schema keySchema() {
        return Schema.OPTIONAL_STRING_SCHEMA;
    }

    static Headers headers(ConnectRecord<?> record, Rejection rejection) {
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : record.headers()) {
            if (header.key().startsWith(GovHeaders.PREFIX)) {
                headers.add(header);
            }
        }
        return mark(headers, rejection);
    }

    /** Says on headers why their record was rejected; what a producer wrote there before is replaced. */
    static Headers mark(Headers headers, Rejection rejection) {
        put(headers, GovHeaders.REJECT_RULE, rejection.rule());
        put(headers, GovHeaders.REJECT_PATH, rejection.path());
        put(headers, Rejector.VERSION_SEEN, rejection.versionSeen());
        put(headers, Rejector.VERSION_EXPECTED, rejection.versionExpected());
        put(headers, Rejector.ERROR, rejection.error());
        return headers;
    }

    /** A record that cannot be written as JSON is kept by reference: better than a stopped task or a leak. */
    private String sealed(ConnectRecord<?> record, Rejection rejection) {
        if (envelope == null) {
            return null;
        }
        String text = text(content(record));
        return text == null
                ? null
                : envelope.seal(text.getBytes(StandardCharsets.UTF_8), record.topic(), rejection.rule());
    }

    private static Map<String, Object> content(ConnectRecord<?> record) {
        List<Object> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", header.key());
            one.put("value", header.value());
            headers.add(one);
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("topic", record.topic());
        content.put("partition", record.kafkaPartition());
        content.put("timestamp", record.timestamp());
        content.put("key", record.key());
        content.put("value", record.value());
        content.put("headers", headers);
        return content;
    }

    private static String text(Object value) {
        try {
            return CanonicalJson.of(value);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return null;
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        if (value != null) {
            headers.addString(name, value);
        }
    }

    /** A key of its own for hashing, so that the sealing key serves one purpose only. */
    private static byte[] derive(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal("affidavit quarantine record key v1".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot derive key: HmacSHA256 is not available. Use a complete JDK.");
        }
    }
}

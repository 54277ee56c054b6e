/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.archive.table.Custody;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.LegalHold;
import java.util.Collection;
import java.util.regex.Pattern;
import org.apache.kafka.connect.header.Headers;

/**
 * Reads what governs a record: from its {@code gov.*} headers, else from the {@code lifecycle} group of its value.
 *
 * <p>Retention fails to the quarantine, custody fails to hold: a damaged tag must neither shorten a record's life nor
 * free it. Not thread-safe.
 */
public final class RecordTags {

    /** What the class of a quarantined record without a usable one is. */
    public static final String UNLABELLED_CLASS = "unlabelled";

    // The class is a directory name and a partition value: no separators, no blanks, no endless variety.
    private static final Pattern CLASS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String defaultClass;
    // Records of one class come in long runs.
    private String lastClass;

    /** @param defaultClass class of records without one; null to refuse them */
    public RecordTags(String defaultClass) {
        this.defaultClass = defaultClass;
    }

    /** Whether {@code name} can be a retention class. */
    public static boolean isClass(String name) {
        return CLASS.matcher(name).matches();
    }

    /** @throws Rejection when the record has no class and there is no default, or when its class is no name */
    String retentionClass(Headers headers, Object value) {
        String tagged = taggedClass(headers, value);
        if (tagged == null) {
            if (defaultClass == null) {
                throw new Rejection(Rules.UNLABELLED, null);
            }
            return defaultClass;
        }
        if (!tagged.equals(lastClass)) {
            if (!isClass(tagged)) {
                throw new Rejection(Rules.BAD_LABEL, GovHeaders.RETENTION_CLASS);
            }
            lastClass = tagged;
        }
        return lastClass;
    }

    /** The class for the quarantine, which takes every record. */
    public String retentionClassOrUnlabelled(Headers headers, Object value) {
        String tagged = taggedClass(headers, value);
        if (tagged != null) {
            return isClass(tagged) ? tagged : UNLABELLED_CLASS;
        }
        return defaultClass == null ? UNLABELLED_CLASS : defaultClass;
    }

    /** Held if the header or the value says so; anything unreadable says so. */
    public Custody custody(Headers headers, Object value) {
        if (LegalHold.parse(GovHeaders.text(headers, GovHeaders.LEGAL_HOLD)).held()) {
            return Custody.HOLD;
        }
        Object lifecycle = Values.field(value, "lifecycle");
        if (lifecycle == null) {
            return Custody.STANDARD;
        }
        return Custody.of(
                flagged(Values.field(lifecycle, "legal_hold")) || listed(Values.field(lifecycle, "legal_hold_ids")));
    }

    private static String taggedClass(Headers headers, Object value) {
        String header = GovHeaders.text(headers, GovHeaders.RETENTION_CLASS);
        if (header != null && !header.isBlank()) {
            return header.trim();
        }
        Object field = Values.field(Values.field(value, "lifecycle"), "retention_class");
        return field == null || field.toString().isBlank()
                ? null
                : field.toString().trim();
    }

    private static boolean flagged(Object flag) {
        return flag != null && LegalHold.parse(flag.toString()).held();
    }

    private static boolean listed(Object matters) {
        if (matters instanceof Collection<?> list) {
            return !list.isEmpty();
        }
        return matters != null && LegalHold.parse(matters.toString()).held();
    }
}

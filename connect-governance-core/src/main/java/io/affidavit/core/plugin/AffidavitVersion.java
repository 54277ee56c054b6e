/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of the jar this class was loaded from, as Connect shows it in {@code /connector-plugins}. */
public final class AffidavitVersion {

    private static final String CURRENT = read();

    private AffidavitVersion() {}

    /** The Maven version of this build, never null. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        try (InputStream in = AffidavitVersion.class.getResourceAsStream("/io/affidavit/core/version.properties")) {
            if (in == null) {
                throw new IllegalStateException(
                        "Cannot read version: io/affidavit/core/version.properties is missing. Rebuild the jar with Maven.");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot read version: the resource is unreadable. Rebuild the jar with Maven.", e);
        }
    }
}

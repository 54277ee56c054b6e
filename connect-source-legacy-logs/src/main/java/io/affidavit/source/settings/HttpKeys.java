/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.source.config.ReadingKeys;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Keys of every source whose store is asked over HTTP. */
public final class HttpKeys {

    public static final String URL = "source.url";
    public static final String USER = "source.user";
    public static final String PASSWORD = "source.password";
    public static final String AUTHORITIES = "source.tls.authorities";
    public static final String CONNECT_TIMEOUT = "source.connect.timeout";
    public static final String REQUEST_TIMEOUT = "source.request.timeout";

    static final String SERVER = "Server";

    private HttpKeys() {}

    /** @param port of the example address */
    static List<ConfigKey> server(String store, int port) {
        return List.of(
                ConfigKey.string(URL)
                        .group(SERVER)
                        .displayName("Address")
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .validator(Checks.nonBlank())
                        .doc("Where " + store + " is: https://host:" + port + ".")
                        .build(),
                ConfigKey.string(USER)
                        .group(SERVER)
                        .displayName("User")
                        .importance(Importance.HIGH)
                        .optional()
                        .validator(Checks.nonBlank())
                        .doc("User to connect as, with source.password. Reading is all it needs.")
                        .build(),
                ConfigKey.password(PASSWORD)
                        .group(SERVER)
                        .displayName("Password")
                        .importance(Importance.HIGH)
                        .defaultValue("")
                        .doc("Password of the user. Use a ConfigProvider reference.")
                        .build(),
                ConfigKey.string(AUTHORITIES)
                        .group(SERVER)
                        .displayName("Authorities")
                        .optional()
                        .validator(Checks.nonBlank())
                        .doc(
                                "File on the workers with the PEM certificates of the authorities to trust, instead of Java's own.")
                        .build(),
                ReadingKeys.duration(
                        CONNECT_TIMEOUT, SERVER, "Connect timeout", "10s", "How long a connection attempt may take."),
                ReadingKeys.duration(
                        REQUEST_TIMEOUT,
                        SERVER,
                        "Request timeout",
                        "60s",
                        "How long one request may take, its answer included."));
    }
}

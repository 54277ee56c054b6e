/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import org.junit.jupiter.api.extension.ExtendWith;

/** MySQL keeps what every store must, with a lag as long as its writers may hold a row back. */
@ExtendWith(MySqlServer.class)
class MySqlContractIT extends InnoDbContract {

    MySqlContractIT() {
        super("2500ms");
    }
}

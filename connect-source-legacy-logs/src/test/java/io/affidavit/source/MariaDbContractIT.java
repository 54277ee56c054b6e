/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import org.junit.jupiter.api.extension.ExtendWith;

/** MariaDB keeps what every store must. */
@ExtendWith(MariaServer.class)
class MariaDbContractIT extends InnoDbContract {

    MariaDbContractIT() {
        super("1ms");
    }
}

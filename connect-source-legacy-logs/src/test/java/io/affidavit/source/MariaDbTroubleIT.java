/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import org.junit.jupiter.api.extension.ExtendWith;

/** What the task does when MariaDB or its table is not as it was. */
@ExtendWith(MariaServer.class)
class MariaDbTroubleIT extends InnoDbTrouble {}

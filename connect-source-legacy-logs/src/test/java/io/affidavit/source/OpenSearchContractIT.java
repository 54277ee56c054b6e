/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.contract.ContractStore;
import io.affidavit.source.contract.LogSourceContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenSearch keeps what every store must, whatever the precision of its times. */
@ExtendWith(SearchNode.Shared.class)
class OpenSearchContractIT {

    private SearchNode node;

    @BeforeEach
    void take(SearchNode shared) {
        node = shared;
    }

    @Nested
    class OnNanoseconds extends LogSourceContract {

        @Override
        protected ContractStore table() {
            return SearchIndex.create(node, "date_nanos");
        }
    }

    @Nested
    class OnMilliseconds extends LogSourceContract {

        @Override
        protected ContractStore table() {
            return SearchIndex.create(node, "date");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Predicates over archived columns, as people write them: {@code tenant_id = 'acme' and event_time >= '2026-01-01T00:00:00Z'}.
 *
 * <p>Of a row and of a whole file a predicate is true, false or unknown; whoever keeps rows takes unknown for true.
 */
package io.affidavit.archive.hold.predicate;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a YAML document may hold, said once: the same shapes check a document, make the JSON Schema that editors use, and write
 * the reference of its keys.
 */
package io.affidavit.core.shape;

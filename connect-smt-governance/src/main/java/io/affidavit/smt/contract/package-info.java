/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Checks payloads against a JSON Schema, draft 2020-12. A valid payload is mostly recognised as it stands, Struct or Map; a
 * full validator judges the rest, and tells what is wrong by paths and keywords, never by values.
 */
package io.affidavit.smt.contract;

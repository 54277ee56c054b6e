/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The policy document: who keeps what for how long, who may see what, and which rules every record is held against. Read
 * strictly from YAML, versioned, hashed over its canonical JSON, and immutable once read. Nothing here knows a broker or a
 * rule engine.
 */
package io.affidavit.core.policy;

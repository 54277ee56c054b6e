/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Brings payloads of old schema versions into the newest shape: migrations are data, checked as a whole before the first
 * record, compiled to operations that copy only the containers they change, the same for Structs, maps and JSON text.
 */
package io.affidavit.smt.upcast;

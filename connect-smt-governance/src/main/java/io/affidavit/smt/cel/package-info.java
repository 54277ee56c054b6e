/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Conditions in the Common Expression Language (CEL, github.com/google/cel-spec) over a record and its tags: compiled once,
 * evaluated on views of the record that copy nothing. Only this package knows the CEL library.
 */
package io.affidavit.smt.cel;

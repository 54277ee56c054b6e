/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Holds records against a policy: compiles its rules, gives a verdict on each record, decides how the record is kept, stamps
 * both on it with the version that applied, and acts on the verdict.
 */
package io.affidavit.smt.policy;

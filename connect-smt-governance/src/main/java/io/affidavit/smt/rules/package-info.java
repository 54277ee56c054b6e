/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What finds beside the built-in scanner, as configuration says: own terms and patterns, detectors of others, thresholds and
 * allowed values by label.
 */
package io.affidavit.smt.rules;

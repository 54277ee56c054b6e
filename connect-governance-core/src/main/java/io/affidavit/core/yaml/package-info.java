/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads YAML documents strictly: every fault is told with its line and path, and no value is repeated. */
package io.affidavit.core.yaml;

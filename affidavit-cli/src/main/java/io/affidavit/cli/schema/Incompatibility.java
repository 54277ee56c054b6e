/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.schema;

/**
 * One reason why records of one version cannot be read as another.
 *
 * @param old file of the older version
 * @param direction backward or forward
 * @param path names joined by dots, {@code []} for elements, {@code *} for the whole
 * @param rule keyword of JSON Schema or rule of Avro
 * @param detail one sentence
 */
record Incompatibility(String old, Mode direction, String path, String rule, String detail) {}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.rest;

/**
 * A plugin that a worker can load.
 *
 * @param className what a config names
 * @param type source, sink, transformation, predicate, converter or header_converter
 * @param version as the plugin tells it
 */
public record Plugin(String className, String type, String version) {}

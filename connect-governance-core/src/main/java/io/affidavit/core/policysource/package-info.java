/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Where plugins get the policy document from: the configuration itself, a file of the worker, or a compacted topic that
 * all plugins of the worker share one consumer of. What cannot be used changes nothing and is counted.
 *
 * <pre>
 *   PolicyFeed --effective documents--> CompiledSource --compiled, by record time--> transform, monitor
 * </pre>
 */
package io.affidavit.core.policysource;

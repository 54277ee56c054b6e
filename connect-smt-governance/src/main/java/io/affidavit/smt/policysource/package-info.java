/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Where transforms get the policy document from: the configuration itself, a file of the worker, or a compacted topic that
 * every transform of the worker shares one consumer of. What cannot be used changes nothing and is counted.
 *
 * <pre>
 *   PolicyFeed --effective documents--> CompiledSource --compiled, by record time--> transform
 * </pre>
 */
package io.affidavit.smt.policysource;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** How a sink answers the worker when it commits by itself what it has done. */
package io.affidavit.monitor.worker;

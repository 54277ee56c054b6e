/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.util.function.Supplier;

/**
 * Runs code under the plugin's own class loader.
 *
 * <p>JDBC drivers, Hadoop and Iceberg look classes up through the thread's context loader. Connect sets it to the
 * plugin's loader while it calls a plugin, but the command line and threads of our own do not.
 */
final class ContextLoader {

    private ContextLoader() {}

    static <T> T with(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

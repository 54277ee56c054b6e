/** The configuration keys of the archive's plugins, a class for each group, and the checks that no single key can make. */
package io.affidavit.archive.config;

/** The archive sink's configuration keys and the checks that a single key cannot make. */
package io.affidavit.archive.config;

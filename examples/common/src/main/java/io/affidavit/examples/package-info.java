/** What the examples share: options, the console, real processes, connector configs, and a look into the archive. */
package io.affidavit.examples;

/** {@code affidavit keys}: makes the key that signs and the file that readers trust. */
package io.affidavit.cli.keys;

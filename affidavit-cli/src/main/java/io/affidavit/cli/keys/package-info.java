/** {@code affidavit keys}: makes the key that signs, the file that readers trust, and the keysets that masking seals with. */
package io.affidavit.cli.keys;

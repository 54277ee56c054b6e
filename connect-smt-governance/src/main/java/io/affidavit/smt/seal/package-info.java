/**
 * Content sealed so that it can be opened again: deterministic tokens and random ciphertexts, their text form, and the Tink
 * keysets behind them. Nothing here prints a key or what was sealed.
 */
package io.affidavit.smt.seal;

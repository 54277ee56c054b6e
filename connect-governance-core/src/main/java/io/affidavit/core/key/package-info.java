/**
 * The Ed25519 keys that sign statements and policies, and the public keys a reader trusts.
 *
 * <p>Private keys are PKCS#8 in PEM, public keys SubjectPublicKeyInfo in PEM; a key's id is the first 16 hex digits of the
 * SHA-256 over its SubjectPublicKeyInfo. No message of this package holds key material.
 */
package io.affidavit.core.key;

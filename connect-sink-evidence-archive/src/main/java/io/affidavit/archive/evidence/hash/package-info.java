/**
 * The Merkle tree of RFC 6962 (and RFC 9162) over SHA-256: streaming root, inclusion proofs, and their verification.
 *
 * <p>Leaf hash: {@code SHA-256(0x00 || leaf)}; node hash: {@code SHA-256(0x01 || left || right)}. Knows nothing of rows,
 * tables or Kafka.
 */
package io.affidavit.archive.evidence.hash;

/**
 * The signed statement that goes with every commit: what was archived, from which offsets, into which files, after which
 * statement.
 *
 * <p>A statement is an in-toto Statement v1 in RFC 8785 canonical JSON, inside a DSSE envelope signed with Ed25519, stored
 * under {@code <table location>/_evidence/}. Field by field: {@code docs/evidence.md}.
 *
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto Statement v1</a>
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE</a>
 */
package io.affidavit.archive.evidence.statement;

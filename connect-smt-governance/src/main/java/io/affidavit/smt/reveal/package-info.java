/**
 * Who revealed what for: the keys of {@code Reveal} and the audit trail, which is written ahead of what it vouches for and never
 * holds content.
 */
package io.affidavit.smt.reveal;

/** Moves from old logs to the governed stream step by step, each step allowed by numbers and reversible. */
package io.affidavit.cli.cutover;

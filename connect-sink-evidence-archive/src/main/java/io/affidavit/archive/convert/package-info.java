/**
 * Turns a sink record into a row of the table: types coerced, unknown fields turned into schema growth, partition chosen
 * from tags. A record that fits no row is refused with a rule id before anything of it reaches a file.
 */
package io.affidavit.archive.convert;

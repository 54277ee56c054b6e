/** Reads stores whose rows lie in units, such as objects or data files: unit by unit, in order, by the number of the row. */
package io.affidavit.lake.unit;

/** Makes Connect records of source rows. */
package io.affidavit.source.emit;

/** The transforms as users name them in connector configurations. */
package io.affidavit.smt;

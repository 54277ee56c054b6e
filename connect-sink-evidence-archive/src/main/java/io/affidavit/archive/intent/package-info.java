/**
 * What is about to be written, said before it is: data files of a batch that never ended are found by it, because no table
 * refers to them.
 */
package io.affidavit.archive.intent;

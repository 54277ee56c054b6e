/**
 * Keys of single subjects, kept in a compacted topic: made by the transforms that seal, read back by those that reveal, and
 * erased to forget a subject.
 */
package io.affidavit.smt.subject;

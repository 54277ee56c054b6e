/** What the tables of all databases have in common: their shape, what a cursor and a key must be, bounds of numbers. */
package io.affidavit.source.table;

/** Data files of an Iceberg table as units: what a snapshot holds at first, then what each later snapshot appends. */
package io.affidavit.lake.iceberg;

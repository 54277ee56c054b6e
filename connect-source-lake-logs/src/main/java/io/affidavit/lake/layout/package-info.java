/** Where objects stand in reading order, and below which cursor none can appear any more. */
package io.affidavit.lake.layout;

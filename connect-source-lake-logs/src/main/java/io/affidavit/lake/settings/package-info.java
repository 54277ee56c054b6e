/** The keys of the sources of object stores and lakes, a class for each group, and what a location may be. */
package io.affidavit.lake.settings;

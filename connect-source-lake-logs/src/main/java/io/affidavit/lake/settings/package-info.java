/** The keys of the connectors' configurations. */
package io.affidavit.lake.settings;

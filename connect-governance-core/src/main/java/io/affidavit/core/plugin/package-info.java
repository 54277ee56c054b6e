/** What every plugin class shares: its version and the base class of transforms. */
package io.affidavit.core.plugin;

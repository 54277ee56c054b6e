/** A new version of a model against the one before it. */
package io.affidavit.monitor.detect.version;

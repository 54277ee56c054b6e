/** Starts OpenSearch from its jars. */
package io.affidavit.stack.search;

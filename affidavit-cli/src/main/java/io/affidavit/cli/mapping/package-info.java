/** Shows what mappings there are, and what one makes of a row. */
package io.affidavit.cli.mapping;

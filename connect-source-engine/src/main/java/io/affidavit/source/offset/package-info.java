/** The form of source offsets, which users may read and alter over the Connect REST API. */
package io.affidavit.source.offset;

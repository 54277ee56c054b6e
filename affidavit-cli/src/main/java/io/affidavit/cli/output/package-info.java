/** How commands speak: aligned columns, JSON, and failures that hold no content and no secret. */
package io.affidavit.cli.output;

/** Known applications' logs in object stores. */
package io.affidavit.lake.preset;

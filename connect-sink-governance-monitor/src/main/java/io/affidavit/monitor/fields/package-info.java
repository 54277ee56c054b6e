/** Reads the few fields that monitors watch out of a record of any form, without building the rest of it. */
package io.affidavit.monitor.fields;

/**
 * Which table a record belongs to: a template such as {@code ai.${tenant_id}}, filled from the record.
 *
 * <p>What is put into a name is mapped so that no two values can ever share a table, in no catalog. A record that fills
 * the template with nothing usable is refused with a rule id. Knows no catalog and no table.
 */
package io.affidavit.archive.route;

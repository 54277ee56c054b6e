/**
 * Walks whole records: Struct, Map, List, JSON inside strings, bytes and numbers, without recursion and within budgets.
 * What is not changed is shared with the input, which is never touched.
 */
package io.affidavit.smt.walk;

/**
 * Documents of OpenSearch and Elasticsearch, by plain HTTP. Documents are read in order of (microsecond, nanosecond,
 * id) through points in time that follow the safe bound; no field but the time field has to be sortable.
 */
package io.affidavit.source.search;

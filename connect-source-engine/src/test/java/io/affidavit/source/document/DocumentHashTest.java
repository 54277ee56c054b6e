/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.spi.HashedColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentHashTest {

    private static final KeyedHash KEY =
            new KeyedHash("test", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    @Test
    void hashesTheWholeDocumentWhateverTheOrderOfItsMembers() {
        DocumentHash hash = new DocumentHash(KEY, HashedColumns.ALL);

        assertThat(hash.of(document("{'a':1,'b':{'c':[1,2.0],'d':null}}")))
                .isEqualTo(hash.of(document("{'b':{'d':null,'c':[1,2]},'a':1.0}")))
                .hasSize(64)
                .isNotEqualTo(hash.of(document("{'a':1,'b':{'c':[1,2.0]}}")))
                .isNotEqualTo(hash.of(document("{'a':1,'b':{'c':[2.0,1],'d':null}}")));
    }

    @Test
    void hashesPinnedFieldsAlone() {
        DocumentHash hash = new DocumentHash(KEY, HashedColumns.of(List.of("a.b", "c")));
        String pinned = hash.of(document("{'a':{'b':'x','z':1},'c':true,'y':2}"));

        assertThat(hash.of(document("{'a':{'b':'x','z':9},'c':true}"))).isEqualTo(pinned);
        assertThat(hash.of(document("{'a':{'b':'X','z':1},'c':true,'y':2}"))).isNotEqualTo(pinned);
        assertThat(hash.of(document("{'a':{'b':'x'},'c':'true'}"))).isNotEqualTo(pinned);
    }

    @Test
    void findsFieldsWhoseNamesHoldDots() {
        DocumentHash hash = new DocumentHash(KEY, HashedColumns.of(List.of("a.b.c")));
        String value = hash.of(document("{'a':{'b':{'c':7}}}"));

        assertThat(hash.of(document("{'a.b.c':7}"))).isEqualTo(value);
        assertThat(hash.of(document("{'a.b':{'c':7}}"))).isEqualTo(value);
        assertThat(hash.of(document("{'a':{'b.c':7},'other':1}"))).isEqualTo(value);
    }

    @Test
    void tellsAbsentFieldsFromNulls() {
        DocumentHash hash = new DocumentHash(KEY, HashedColumns.of(List.of("a")));

        assertThat(hash.of(document("{}"))).isNotEqualTo(hash.of(document("{'a':null}")));
    }

    @Test
    void makesTextOfNumbersThatNoConverterHolds() {
        Map<String, Object> plain = Documents.plainMap(document(
                "{'big':123456789012345678901234567890,'list':[{'fine':0.1234567890123456789012345}],'n':7,'d':0.5}"));

        assertThat(plain)
                .containsEntry("big", "123456789012345678901234567890")
                .containsEntry("list", List.of(Map.of("fine", "0.1234567890123456789012345")))
                .containsEntry("n", 7L)
                .containsEntry("d", 0.5);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> document(String json) {
        return (Map<String, Object>) JsonText.parse(json.replace('\'', '"'));
    }
}

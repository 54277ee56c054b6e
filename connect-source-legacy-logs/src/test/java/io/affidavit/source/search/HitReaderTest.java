/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.affidavit.source.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HitReaderTest {

    private static final String TWO = """
            {"pit_id":"p2","took":1,"timed_out":false,"_shards":{"total":2,"successful":2,"skipped":0,"failed":0},
             "hits":{"total":{"value":7,"relation":"eq"},"max_score":null,"hits":[
              {"_index":"i","_id":"a","_score":null,"_source":{"n":{"m":[1]}},"sort":[1767323045123456789]},
              {"_index":"i","_id":"b","_score":null,"_source":{},"fields":{"x":[{}]},"sort":[1767323045123457000]}]}}""";

    @Test
    void readsHitsWithEveryNanosecond() throws Exception {
        HitBatch batch = new HitReader(true, 10, Long.MAX_VALUE).read(stream(TWO));

        assertThat(batch.complete()).isTrue();
        assertThat(batch.pointInTime()).isEqualTo("p2");
        assertThat(batch.total()).isEqualTo(7);
        assertThat(batch.hits())
                .extracting(Hit::cursor, Hit::key)
                .containsExactly(
                        tuple(1_767_323_045_123_456L, new DocumentKey(789, "a")),
                        tuple(1_767_323_045_123_457L, new DocumentKey(0, "b")));
        assertThat(batch.hits().get(0).chars()).isEqualTo("{\"n\":{\"m\":[1]}}".length());
    }

    @Test
    void tellsThatAFullAnswerMayNotBeAll() throws Exception {
        assertThat(new HitReader(true, 2, Long.MAX_VALUE).read(stream(TWO)).complete())
                .isFalse();
    }

    @Test
    void readsNoFurtherThanItMust() throws Exception {
        // Given a stream that fails beyond its first hit
        InputStream endless = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("read too far");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        String first = TWO.substring(0, TWO.indexOf("]},\n") + 3);
        // When
        HitBatch batch = new HitReader(true, 10, 5).read(new SequenceInputStream(stream(first), endless));
        // Then
        assertThat(batch.hits()).hasSize(1);
        assertThat(batch.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timed_out\":true,\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[]}}",
                "{\"timed_out\":false,\"_shards\":{\"failed\":1,\"failures\":[{\"reason\":\"canary\"}]},\"hits\":{\"hits\":[]}}"
            })
    void refusesAnswersThatLackAShard(String answer) {
        StoreException failure =
                catchThrowableOfType(StoreException.class, () -> new HitReader(false, 10, 99).read(stream(answer)));

        assertThat(failure.isRetriable()).isTrue();
        assertThat(failure).hasMessageNotContaining("canary").hasNoCause();
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}

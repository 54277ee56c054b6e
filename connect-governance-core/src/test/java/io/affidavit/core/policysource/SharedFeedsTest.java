/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.Effective;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SharedFeedsTest {

    private final List<Feed> made = new ArrayList<>();
    private final SharedFeeds<Feed> feeds = new SharedFeeds<>();

    private static final class Feed implements PolicyFeed {
        private int closed;

        @Override
        public Runnable subscribe(Consumer<List<Effective>> listener) {
            listener.accept(List.of(new Effective(0, PolicyReader.read("id: p\nversion: 1\n"))));
            return () -> {};
        }

        @Override
        public long heardAt() {
            return 7;
        }

        @Override
        public long refused() {
            return 8;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private Feed make() {
        made.add(new Feed());
        return made.get(made.size() - 1);
    }

    @Test
    void opensOneFeedForAllWhoNeedIt() {
        SharedFeeds.Share<Feed> one = feeds.hold("k", this::make);
        SharedFeeds.Share<Feed> two = feeds.hold("k", this::make);
        SharedFeeds.Share<Feed> other = feeds.hold("l", this::make);

        assertThat(made).hasSize(2);
        assertThat(one.feed()).isSameAs(two.feed()).isNotSameAs(other.feed());
        assertThat(one.heardAt()).isEqualTo(7);
        assertThat(one.refused()).isEqualTo(8);
    }

    @Test
    void closesItOnceTheLastLetsGo() {
        SharedFeeds.Share<Feed> one = feeds.hold("k", this::make);
        SharedFeeds.Share<Feed> two = feeds.hold("k", this::make);

        one.close();
        one.close();
        assertThat(made.get(0).closed).isZero();
        two.close();
        assertThat(made.get(0).closed).isEqualTo(1);
        assertThat(feeds.size()).isZero();

        feeds.hold("k", this::make).close();
        assertThat(made).hasSize(2);
    }
}

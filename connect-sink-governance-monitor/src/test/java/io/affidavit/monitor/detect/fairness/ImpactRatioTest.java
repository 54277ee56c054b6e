/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.InsufficientSample.Need;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.Warning;
import io.affidavit.monitor.detect.fairness.ImpactRatio.Config;
import io.affidavit.monitor.detect.math.Significance;
import io.affidavit.monitor.detect.testing.MergeableContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImpactRatioTest extends MergeableContract<ImpactRatio> {

    private static final Config CONFIG = Config.of(FairnessProfile.FOUR_FIFTHS);

    @Override
    protected ImpactRatio fresh() {
        return new ImpactRatio(CONFIG);
    }

    @Override
    protected ImpactRatio restore(StateReader reader) {
        return ImpactRatio.restore(CONFIG, reader);
    }

    @Override
    protected Object step(ImpactRatio detector, SplittableRandom random) {
        int group = random.nextInt(12);
        String name = group == 0 ? null : group == 1 ? CANARY : group % 2 == 0 ? "a" : "b";
        detector.add(name, random.nextInt(10) < (group % 2 == 0 ? 7 : 4));
        return List.of(detector.assess(), detector.total());
    }

    @Override
    protected void merge(ImpactRatio into, ImpactRatio other) {
        into.merge(other);
    }

    private static ImpactRatio with(ImpactRatio ratio, String group, int favourable, int members) {
        for (int i = 0; i < members; i++) {
            ratio.add(group, i < favourable);
        }
        return ratio;
    }

    // the example of the Uniform Guidelines' Questions and Answers (44 FR 11996, 1979, question 11 and following): of
    // 80
    // White applicants 48 are hired, of 40 Black applicants 12; the ratio is 30/60 = 50 %
    @Test
    void computesTheExampleOfTheUniformGuidelines() {
        ImpactRatio ratio = with(with(fresh(), "white", 48, 80), "black", 12, 40);

        assertThat(ratio.assess()).isInstanceOfSatisfying(Alert.class, alert -> {
            Statistics figure = alert.statistics();
            assertThat(figure.name()).isEqualTo("impact_ratio");
            assertThat(figure.group()).isEqualTo("black");
            assertThat(figure.effect()).isCloseTo(.5, within(1e-12));
            assertThat(figure.threshold()).isEqualTo(.8);
            assertThat(figure.n()).isEqualTo(40);
            assertThat(figure.referenceN()).isEqualTo(80);
            assertThat(figure.pValue()).isEqualTo(Significance.pooledZ(12, 40, 48, 80));
            // Katz log interval, computed with scipy
            assertThat(figure.low()).isCloseTo(.3014329410455969, within(1e-9));
            assertThat(figure.high()).isCloseTo(.8293718633829845, within(1e-9));
        });
    }

    @Test
    void needsSignificanceBesidesTheEffect() {
        // a ratio of .75, which 40 against 40 cannot tell from chance
        assertThat(with(with(fresh(), "a", 20, 40), "b", 15, 40).assess())
                .isInstanceOfSatisfying(
                        Normal.class,
                        normal -> assertThat(normal.statistics().effect()).isCloseTo(.75, within(1e-12)));
        assertThat(with(with(fresh(), "a", 500, 1000), "b", 375, 1000).assess()).isInstanceOf(Alert.class);
        assertThat(with(with(fresh(), "a", 500, 1000), "b", 425, 1000).assess()).isInstanceOf(Warning.class);
        // significant, and no matter: a ratio of .96
        assertThat(with(with(fresh(), "a", 50_000, 100_000), "b", 48_000, 100_000)
                        .assess())
                .isInstanceOf(Normal.class);
    }

    @Test
    void dividesTheSignificanceByTheGroups() {
        // p = .028 between a and b: enough for two groups' .025? no, and still less for five
        ImpactRatio two = with(with(fresh(), "a", 60, 100), "b", 45, 100);
        ImpactRatio five = with(
                with(with(with(with(fresh(), "a", 60, 100), "b", 42, 100), "c", 60, 100), "d", 60, 100), "e", 60, 100);

        assertThat(two.assess()).isInstanceOf(Normal.class);
        assertThat(five.assess()).isInstanceOf(Normal.class);
        // the same 42 of 100 alone against a: p = .011 is below .05 / 2 and above .05 / 5
        assertThat(with(with(fresh(), "a", 60, 100), "b", 42, 100).assess()).isInstanceOf(Alert.class);
    }

    @Test
    void reportsSmallExcludedAndUnknownWithoutJudgingThem() {
        ImpactRatio ratio = with(with(fresh(), "a", 1000, 2000), "b", 900, 2000);
        with(ratio, "tiny", 0, 29);
        with(ratio, "rare", 0, 40);
        with(ratio, null, 0, 100);
        with(ratio, " ", 0, 31);

        Assessment assessment = ratio.assess();

        assertThat(assessment).isInstanceOf(Normal.class);
        assertThat(assessment.details())
                .extracting(Statistics::name, Statistics::group, Statistics::effect)
                .containsExactly(
                        tuple("impact_ratio", "b", .9),
                        tuple("excluded_share", "rare", 40 / 4069.0),
                        tuple("small_group", "tiny", 29.0),
                        tuple("unknown_share", "", 131 / 4200.0));
    }

    @Test
    void needsTwoGroupsAndItsReference() {
        ImpactRatio one = with(with(fresh(), "a", 50, 100), "b", 5, 10);

        assertThat(one.assess())
                .isInstanceOfSatisfying(
                        InsufficientSample.class,
                        answer -> assertThat(answer.needs()).containsExactly(new Need("b", 10, 30)));

        ImpactRatio otherReference = new ImpactRatio(new Config(FairnessProfile.FOUR_FIFTHS, "absent", 8));
        with(with(otherReference, "a", 50, 100), "b", 10, 100);
        assertThat(otherReference.assess()).isInstanceOf(InsufficientSample.class);
        assertThat(fresh().assess()).isInstanceOf(InsufficientSample.class);
    }

    @Test
    void holdsAgainstTheChosenReference() {
        ImpactRatio ratio = new ImpactRatio(new Config(FairnessProfile.FOUR_FIFTHS, "b", 8));
        with(with(ratio, "a", 90, 100), "b", 45, 100);

        assertThat(ratio.assess())
                .isInstanceOfSatisfying(
                        Normal.class,
                        normal -> assertThat(normal.statistics().effect()).isCloseTo(2, within(1e-12)));
    }

    @Test
    void findsNoDisparityWhereNobodySucceeds() {
        assertThat(with(with(fresh(), "a", 0, 100), "b", 0, 100).assess())
                .isInstanceOfSatisfying(
                        Normal.class,
                        normal -> assertThat(normal.statistics().effect()).isEqualTo(1));
    }

    @Test
    void usesFisherForRareOutcomes() {
        ImpactRatio ratio = with(with(fresh(), "a", 8, 100), "b", 0, 100);

        assertThat(ratio.assess().details().get(0).pValue()).isEqualTo(Significance.fisher(0, 100, 8, 100));
    }

    @Test
    void countsGroupsBeyondItsPlacesAsUnknown() {
        ImpactRatio ratio = new ImpactRatio(new Config(FairnessProfile.FOUR_FIFTHS, "", 2));
        with(with(with(ratio, "a", 0, 100), "b", 50, 100), "c", 100, 100);

        assertThat(ratio.assess().details()).anySatisfy(figure -> {
            assertThat(figure.name()).isEqualTo("unknown_share");
            assertThat(figure.effect()).isCloseTo(1 / 3.0, within(1e-12));
        });
    }

    @Test
    void keepsGroupsOutOfItsTexts() {
        ImpactRatio ratio = with(with(fresh(), CANARY, 1, 100), "b", 90, 100);
        with(ratio, CANARY + "2", 1, 5);

        assertThat(ratio.assess().toString() + with(fresh(), CANARY, 1, 9).assess())
                .doesNotContain(CANARY);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import static io.affidavit.core.policy.MonitorInput.GROUP;
import static io.affidavit.core.policy.MonitorInput.SCORE;
import static io.affidavit.core.policy.MonitorInput.SUBJECT;
import static io.affidavit.core.policy.MonitorInput.TOOL;
import static io.affidavit.core.policy.MonitorInput.VALUE;
import static io.affidavit.core.policy.MonitorInput.VERSION;

import io.affidavit.core.policy.Monitor;
import io.affidavit.core.policy.MonitorInput;
import io.affidavit.core.policy.PolicyCalendar;
import io.affidavit.monitor.detect.drift.Bins;
import io.affidavit.monitor.detect.drift.CategoricalDrift;
import io.affidavit.monitor.detect.drift.NumericDrift;
import io.affidavit.monitor.detect.drift.QuantileShift;
import io.affidavit.monitor.detect.fairness.ImpactRatio;
import io.affidavit.monitor.detect.fairness.ScoringRate;
import io.affidavit.monitor.detect.misuse.MissingApproval;
import io.affidavit.monitor.detect.misuse.RepeatedDenials;
import io.affidavit.monitor.detect.misuse.ToolSequences;
import io.affidavit.monitor.detect.rate.RateAnomaly;
import io.affidavit.monitor.detect.rate.SpendAnomaly;
import io.affidavit.monitor.detect.stream.Adwin;
import io.affidavit.monitor.detect.stream.EwmaChart;
import io.affidavit.monitor.detect.stream.PageHinkley;
import io.affidavit.monitor.detect.version.VersionChange;
import io.affidavit.monitor.fields.FieldSet;
import io.affidavit.monitor.window.WindowSize;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Fits the detector of a monitor to its records. What the policy leaves open takes the detector's own default. */
public final class Sensors {

    private static final int LEARNING = 1_000;
    private static final int EWMA_LEARNING = 30;
    private static final int AGENTS = 1_000;
    private static final double UNIT = 0.01;
    private static final double[] TENTHS = {.1, .2, .3, .4, .5, .6, .7, .8, .9};

    private final Monitor monitor;
    private final Parameters parameters;
    private final FieldSet fields;

    private Sensors(Monitor monitor, FieldSet fields) {
        this.monitor = monitor;
        this.parameters = new Parameters(monitor);
        this.fields = fields;
    }

    /**
     * Makes the detectors of a monitor, one for each scope; its fields are added to the set.
     *
     * @throws IllegalArgumentException if its detector cannot work like this; the message names the monitor
     */
    @SuppressWarnings("ReturnValueIgnored") // one is made to see that it can be
    public static Supplier<Sensor> of(Monitor monitor, PolicyCalendar calendar, FieldSet fields) {
        try {
            Supplier<Sensor> sensors = new Sensors(monitor, fields).supplier(calendar);
            sensors.get();
            return sensors;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Cannot use monitor " + monitor.id() + ": " + e.getMessage().replaceFirst("^Cannot [^:]*: ", ""),
                    e);
        }
    }

    private Supplier<Sensor> supplier(PolicyCalendar calendar) {
        return switch (monitor.kind()) {
            case ADWIN -> adwin();
            case PAGE_HINKLEY -> pageHinkley();
            case EWMA -> ewma();
            case PSI -> drift(true);
            case JENSEN_SHANNON -> drift(false);
            case CATEGORIES -> categories();
            case QUANTILE -> quantile();
            case IMPACT_RATIO -> impact();
            case SCORING_RATE -> scoring();
            case VERSION_CHANGE -> version();
            case RATE -> rate();
            case SPEND -> spend();
            case TOOL_SEQUENCE -> tools();
            case REPEATED_DENIALS -> denials();
            case MISSING_APPROVAL -> approvals();
            case HOURS -> hours(calendar);
        };
    }

    private Supplier<Sensor> adwin() {
        Values input = values();
        Adwin.Config config = Adwin.Config.defaults()
                .with(parameters.number("delta", Adwin.Config.defaults().delta()));
        return () -> new StreamSensor(input, new Adwin(config), reader -> Adwin.restore(config, reader));
    }

    private Supplier<Sensor> pageHinkley() {
        Values input = values();
        PageHinkley.Config usual = PageHinkley.Config.defaults();
        PageHinkley.Config config = new PageHinkley.Config(
                parameters.whole("minimum", usual.minValues()),
                parameters.number("delta", usual.delta()),
                parameters.number("lambda", usual.lambda()),
                parameters.number("alpha", usual.alpha()),
                PageHinkley.Direction.valueOf(upper("direction")));
        return () -> new StreamSensor(input, new PageHinkley(config), reader -> PageHinkley.restore(config, reader));
    }

    private Supplier<Sensor> ewma() {
        Values input = values();
        EwmaChart.Config usual = EwmaChart.Config.defaults();
        EwmaChart.Config config = EwmaChart.Config.learning(
                parameters.number("lambda", usual.lambda()),
                parameters.number("width", usual.width()),
                parameters.whole("learning", EWMA_LEARNING));
        return () -> new EwmaSensor(input, config);
    }

    private Supplier<Sensor> drift(boolean psi) {
        Values input = values();
        double[] edges =
                monitor.reference().stream().mapToDouble(Double::doubleValue).toArray();
        int learning = parameters.whole("learning", LEARNING);
        return () -> new DriftSensor(input, edges, learning, bins -> config(psi, bins));
    }

    private NumericDrift.Config config(boolean psi, Bins bins) {
        NumericDrift.Config usual = psi ? NumericDrift.Config.psi(bins) : NumericDrift.Config.jensenShannon(bins);
        return new NumericDrift.Config(
                bins,
                usual.measure(),
                parameters.number("warn", usual.warn()),
                parameters.number("alert", usual.alert()),
                parameters.whole("minimum", usual.need()),
                usual.floor(),
                usual.noise());
    }

    private Supplier<Sensor> categories() {
        int field = field(VALUE);
        CategoricalDrift.Config usual = CategoricalDrift.Config.defaults();
        CategoricalDrift.Config config = new CategoricalDrift.Config(
                usual.most(),
                parameters.whole("minimum", usual.need()),
                parameters.number("warn", usual.warn()),
                parameters.number("alert", usual.alert()),
                parameters.number("unseen", usual.unseen()),
                parameters.number("significance", usual.significance()));
        int learning = parameters.whole("learning", LEARNING);
        return () -> new CategorySensor(field, learning, config);
    }

    private Supplier<Sensor> quantile() {
        Values input = values();
        QuantileShift.Config usual = QuantileShift.Config.defaults();
        QuantileShift.Config config = new QuantileShift.Config(
                usual.accuracy(),
                usual.most(),
                parameters.number("quantile", usual.quantile()),
                parameters.number("warn", usual.warn()),
                parameters.number("alert", usual.alert()),
                parameters.whole("minimum", usual.need()),
                parameters.number("significance", usual.significance()));
        double limit = parameters.number("limit", Double.NaN);
        int learning = parameters.whole("learning", LEARNING);
        return () -> new QuantileSensor(input, limit, learning, config);
    }

    private Supplier<Sensor> impact() {
        Values outcome = values();
        Groups groups = groups();
        ImpactRatio.Config config = ImpactRatio.Config.of(Profiles.of(monitor.profile(), parameters));
        return () -> new ImpactSensor(outcome, groups, config);
    }

    private Supplier<Sensor> scoring() {
        Values score = values();
        Groups groups = groups();
        ScoringRate.Config usual = ScoringRate.Config.of(Profiles.of(monitor.profile(), parameters));
        ScoringRate.Config config = new ScoringRate.Config(
                usual.profile(),
                usual.reference(),
                Math.max(usual.most(), monitor.groups().size()));
        return () -> new ScoreSensor(score, groups, config);
    }

    private Supplier<Sensor> version() {
        Values outcome = values();
        int version = field(VERSION);
        int score = monitor.inputs().containsKey(SCORE) ? field(SCORE) : -1;
        double[] edges = monitor.reference().isEmpty()
                ? TENTHS
                : monitor.reference().stream().mapToDouble(Double::doubleValue).toArray();
        VersionChange.Config usual = VersionChange.Config.of(Bins.between(edges));
        VersionChange.Config config = new VersionChange.Config(
                parameters.whole("sample", usual.window()),
                usual.bins(),
                parameters.number("effect", usual.rateEffect()),
                parameters.number("significance", usual.significance()),
                parameters.number("psi", usual.psi()));
        return () -> new VersionSensor(outcome, version, score, config);
    }

    private Supplier<Sensor> rate() {
        RateAnomaly.Config usual = RateAnomaly.Config.defaults();
        RateAnomaly.Config config = new RateAnomaly.Config(
                parameters.number("lambda", usual.lambda()),
                parameters.whole("learning", usual.learn()),
                parameters.number("significance", usual.significance()),
                parameters.number("ratio", usual.ratio()));
        Direction direction = Direction.valueOf(upper("direction"));
        return () -> new RateSensor(config, direction);
    }

    private Supplier<Sensor> spend() {
        Values input = values();
        SpendAnomaly.Config usual = SpendAnomaly.Config.in(parameters.number("unit", UNIT));
        SpendAnomaly.Config config = new SpendAnomaly.Config(
                usual.unit(),
                parameters.number("lambda", usual.lambda()),
                parameters.whole("learning", usual.learn()),
                parameters.number("significance", usual.significance()),
                parameters.number("ratio", usual.ratio()));
        Direction direction = Direction.valueOf(upper("direction"));
        return () -> new SpendSensor(input, config, direction);
    }

    private Supplier<Sensor> tools() {
        int tool = field(TOOL);
        boolean several = monitor.inputs().containsKey(SUBJECT);
        int agent = several ? field(SUBJECT) : -1;
        ToolSequences.Config usual = ToolSequences.Config.defaults();
        ToolSequences.Config config = new ToolSequences.Config(
                parameters.whole("length", usual.length()),
                parameters.whole("learning", usual.learn()),
                several ? AGENTS : 1,
                usual.mostSequences());
        return () -> new ToolSensor(tool, agent, config);
    }

    private Supplier<Sensor> denials() {
        int actor = field(SUBJECT);
        RepeatedDenials.Config usual = RepeatedDenials.Config.defaults();
        RepeatedDenials.Config config = new RepeatedDenials.Config(
                parameters.whole("limit", usual.threshold()),
                parameters.millis("within", usual.windowMs()),
                usual.mostActors());
        return () -> new DenialSensor(actor, config);
    }

    private Supplier<Sensor> approvals() {
        int id = field(SUBJECT);
        Filter approvals = Filter.of(monitor.approval(), fields);
        MissingApproval.Config usual = MissingApproval.Config.defaults();
        MissingApproval.Config config =
                new MissingApproval.Config(parameters.millis("within", usual.withinMs()), usual.most());
        WindowSize windows = WindowSize.of(monitor.window());
        return () -> new ApprovalSensor(id, approvals, windows, config);
    }

    private Supplier<Sensor> hours(PolicyCalendar calendar) {
        WorkingHours hours = new WorkingHours(
                calendar.zone(),
                parameters.whole("from", 8),
                parameters.whole("to", 18),
                parameters.text("weekends", "no").equals("yes"),
                parameters.has("calendar") ? calendar.holidays().get(parameters.text("calendar", "")) : Set.of());
        int limit = parameters.whole("limit", 1);
        return () -> new HoursSensor(hours, limit);
    }

    private Values values() {
        return new Values(field(VALUE), monitor.favourable());
    }

    private Groups groups() {
        return new Groups(field(GROUP), Set.copyOf(monitor.groups()));
    }

    private int field(MonitorInput input) {
        return fields.add(monitor.inputs().get(input));
    }

    private String upper(String parameter) {
        return parameters.text(parameter, "both").toUpperCase(Locale.ROOT);
    }
}

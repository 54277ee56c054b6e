/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import io.affidavit.core.policy.Condition;
import io.affidavit.core.policy.LifecycleRule;
import io.affidavit.core.policy.OnError;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyRef;
import io.affidavit.core.policy.PolicyRule;
import io.affidavit.core.policy.RetentionClass;
import io.affidavit.core.policy.Verdict;
import io.affidavit.smt.cel.CompiledCondition;
import io.affidavit.smt.cel.ConditionException;
import io.affidavit.smt.cel.Conditions;
import io.affidavit.smt.cel.PolicyValues;
import io.affidavit.smt.cel.RecordFacts;
import io.affidavit.smt.cel.Truth;
import io.affidavit.smt.policy.Firing.Mark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;

/** A policy document ready to be held against records. The same record gets the same decision, always. Immutable. */
public final class CompiledPolicy {

    private final PolicyRef ref;
    private final String stamp;
    private final PolicyValues values;
    private final Map<String, RetentionClass> retention;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Lifecycle> lifecycle = new ArrayList<>();

    /** @throws PolicyException if a condition does not compile, with the rule's id and the place in the document */
    public CompiledPolicy(PolicyDocument document) {
        ref = document.ref();
        stamp = ref.stamp();
        retention = document.retention();
        values = new PolicyValues(document.lists(), document.parameters());
        Conditions conditions = new Conditions(document);
        for (PolicyRule rule : document.rules()) {
            rules.add(new Rule(rule, compiled(conditions, rule.id(), rule.when())));
        }
        for (LifecycleRule rule : document.lifecycle()) {
            lifecycle.add(new Lifecycle(rule, compiled(conditions, rule.id(), rule.when())));
        }
    }

    public PolicyRef ref() {
        return ref;
    }

    /** As the {@code gov.policy} header names it. */
    String stamp() {
        return stamp;
    }

    /**
     * The last day on which a record must be kept.
     *
     * @param retentionClass one of the document's
     * @param day of the event, UTC
     * @return empty for ever
     */
    Optional<LocalDate> keptUntil(String retentionClass, LocalDate day) {
        return retention.get(retentionClass).duration().lastDay(day);
    }

    /** @param timestamp that conditions are evaluated for, in milliseconds since 1970: the record's, if it has one */
    public Decision decide(ConnectRecord<?> record, long timestamp) {
        RecordFacts facts = new RecordFacts(record, timestamp, values);
        List<Firing> firings = null;
        Verdict verdict = Verdict.ALLOW;
        Firing decisive = null;
        for (Rule rule : rules) {
            Truth truth = rule.when.of(facts);
            if (truth == Truth.FALSE) {
                continue;
            }
            Firing firing = truth == Truth.TRUE ? rule.fired : rule.failed;
            firings = firings == null ? new ArrayList<>() : firings;
            firings.add(firing);
            Verdict own = truth == Truth.TRUE ? rule.action : rule.onError;
            if (own.compareTo(verdict) > 0) {
                verdict = own;
                decisive = firing;
            }
        }
        return lifecycle.isEmpty() && firings == null
                ? Decision.NONE
                : kept(facts, verdict, decisive, firings == null ? new ArrayList<>() : firings);
    }

    private Decision kept(RecordFacts facts, Verdict verdict, Firing decisive, List<Firing> firings) {
        KeptBuilder kept = new KeptBuilder();
        for (Lifecycle rule : lifecycle) {
            Truth truth = rule.when.of(facts);
            if (truth == Truth.TRUE) {
                kept.add(rule.rule);
            } else if (truth == Truth.UNDECIDED) {
                // perhaps it is under hold: a record whose keeping is unknown does not pass
                firings.add(rule.failed);
                decisive = verdict == Verdict.BLOCK ? decisive : rule.failed;
                verdict = Verdict.BLOCK;
            }
        }
        return new Decision(verdict, decisive, firings, kept.build());
    }

    private static CompiledCondition compiled(Conditions conditions, String id, Condition condition) {
        try {
            return conditions.compile(condition.cel());
        } catch (ConditionException e) {
            throw new PolicyException("Cannot use policy: line " + condition.line() + ", condition of rule " + id + ": "
                    + e.getMessage() + ". Correct the condition there.");
        }
    }

    /** A rule with what it can say, made once. */
    private static final class Rule {
        private final CompiledCondition when;
        private final Verdict action;
        private final Verdict onError;
        private final Firing fired;
        private final Firing failed;

        Rule(PolicyRule rule, CompiledCondition when) {
            this.when = when;
            this.action = rule.enforced() ? rule.action() : Verdict.ALLOW;
            this.onError = rule.enforced() && rule.onError() == OnError.QUARANTINE ? Verdict.BLOCK : Verdict.ALLOW;
            this.fired = new Firing(rule.id(), rule.message(), rule.enforced() ? Mark.ENFORCED : Mark.MONITORED);
            this.failed = new Firing(rule.id(), rule.message(), Mark.FAILED);
        }
    }

    private static final class Lifecycle {
        private final LifecycleRule rule;
        private final CompiledCondition when;
        private final Firing failed;

        Lifecycle(LifecycleRule rule, CompiledCondition when) {
            this.rule = rule;
            this.when = when;
            this.failed = new Firing(rule.id(), "", Mark.FAILED);
        }
    }
}

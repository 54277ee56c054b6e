/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.rest;

import java.util.List;

/**
 * The state of a connector and its tasks.
 *
 * @param state RUNNING, PAUSED, STOPPED, FAILED, UNASSIGNED or RESTARTING
 * @param trace the stack trace of a failed connector, else empty
 * @param tasks in order of id
 */
public record ConnectorStatus(String state, String trace, List<TaskStatus> tasks) {
    private static final String RUNNING = "RUNNING";
    private static final String FAILED = "FAILED";

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    /** Whether the connector and at least {@code count} tasks run, and no task does not. */
    public boolean runs(int count) {
        return state.equals(RUNNING) && runsTasks(count);
    }

    /** Whether at least {@code count} tasks run, and none does not. */
    public boolean runsTasks(int count) {
        return tasks.size() >= count
                && tasks.stream().allMatch(task -> task.state().equals(RUNNING));
    }

    /** Whether the connector or a task has failed. */
    public boolean failed() {
        return state.equals(FAILED)
                || tasks.stream().anyMatch(task -> task.state().equals(FAILED));
    }

    /** The first stack trace, or empty. */
    public String firstTrace() {
        return trace.isEmpty()
                ? tasks.stream()
                        .map(TaskStatus::trace)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("")
                : trace;
    }

    /**
     * The state of one task.
     *
     * @param trace the stack trace of a failed task, else empty
     */
    public record TaskStatus(int id, String state, String trace) {}
}

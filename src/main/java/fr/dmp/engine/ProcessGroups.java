package fr.dmp.engine;

import java.util.Set;

/**
 * Who of the staff meets a process in Tasklist. Contributed as a bean by each process that people take part in; nobody
 * else sees, starts or works on anything of it.
 *
 * @param process the process's id
 * @param starters the groups that may start it from Tasklist; empty where only the program does
 * @param workers the groups that may claim and complete its tasks; the model's candidate groups route each task
 */
public record ProcessGroups(String process, Set<StaffGroup> starters, Set<StaffGroup> workers) {

    public static ProcessGroups of(String process) {
        return new ProcessGroups(process, Set.of(), Set.of());
    }

    public ProcessGroups startedBy(StaffGroup... groups) {
        return new ProcessGroups(process, Set.of(groups), workers);
    }

    public ProcessGroups workedBy(StaffGroup... groups) {
        return new ProcessGroups(process, starters, Set.of(groups));
    }
}

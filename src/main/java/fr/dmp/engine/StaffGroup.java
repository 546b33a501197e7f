package fr.dmp.engine;

import java.util.Arrays;
import java.util.Optional;

/** The groups of the staff, as the engine names them and as the authorities of a {@code /staff} request do. */
public enum StaffGroup {
    CASEWORKER("caseworker", "Gestionnaires"),
    AGENT_3646("agent-3646", "Agents du 3646"),
    SUPERVISOR_3646("supervisor-3646", "Responsables du 3646"),
    REVIEWER("reviewer", "Contrôleurs des accès"),
    COMPLIANCE("compliance", "Conformité"),
    DATA_STEWARD("data-steward", "Gestionnaires des données"),
    /** Runs the engine: Cockpit and Admin. It takes part in no process. */
    ADMINISTRATOR("camunda-admin", "Administration technique");

    private final String id;
    private final String label;

    StaffGroup(String id, String label) {
        this.id = id;
        this.label = label;
    }

    public String id() {
        return id;
    }

    String label() {
        return label;
    }

    static Optional<StaffGroup> of(String id) {
        return Arrays.stream(values()).filter(group -> group.id.equals(id)).findFirst();
    }
}

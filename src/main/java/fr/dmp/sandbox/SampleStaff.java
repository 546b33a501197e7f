package fr.dmp.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A member of the sandbox's staff. The passwords are meant to be known: nothing real is behind them.
 *
 * @param groups as the engine names them
 * @param rpps of who is a professional of the sandbox, too; empty for others
 */
public record SampleStaff(
        String login,
        String password,
        String givenName,
        String familyName,
        List<String> groups,
        Optional<String> rpps) {

    private static final String PASSWORD = "bac-a-sable";

    /** One of each group, several reviewers, of whom one is a doctor, too, and the administrator. */
    public static final List<SampleStaff> ALL = List.of(
            of("gestionnaire", "Nadia", "Gauthier", "caseworker", "agence-lyon"),
            of("agent3646", "Bruno", "Perrin", "agent-3646"),
            of("responsable3646", "Odile", "Charpentier", "supervisor-3646"),
            of("controleur", "Samuel", "Picard", "reviewer"),
            of("controleuse", "Nadia", "Guérin", "reviewer"),
            new SampleStaff(
                    "medecin-controleur",
                    PASSWORD,
                    "Antoine",
                    "Lefebvre",
                    List.of("reviewer"),
                    Optional.of("10100100022")),
            of("conformite", "Estelle", "Vidal", "compliance"),
            of("donnees", "Yann", "Caron", "data-steward"),
            of("demo", "Alix", "Renaud", "camunda-admin"));

    /** The counter where records are opened, which their slips name. */
    public static final Map<String, String> OFFICES = Map.of("agence-lyon", "Agence de Lyon Part-Dieu");

    private static SampleStaff of(String login, String givenName, String familyName, String... groups) {
        return new SampleStaff(login, PASSWORD, givenName, familyName, List.of(groups), Optional.empty());
    }
}

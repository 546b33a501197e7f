package fr.dmp.claims.professionals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes extracts of the directory: its fifty columns, of which a test fills those that it is about. */
public final class Extract {

    public static final List<String> COLUMNS = List.of(
            "Type d'identifiant PP",
            "Identifiant PP",
            "Identification nationale PP",
            "Nom de famille",
            "Prénoms",
            "Date de naissance",
            "Code commune de naissance",
            "Code pays de naissance",
            "Lieu de naissance",
            "Code sexe",
            "Téléphone (coord. correspondance)",
            "Adresse e-mail (coord. correspondance)",
            "Code civilité",
            "Code profession",
            "Code catégorie professionnelle",
            "Code civilité d'exercice",
            "Nom d'exercice",
            "Prénom d'exercice",
            "Code type savoir-faire",
            "Code savoir-faire",
            "Code mode exercice",
            "Code secteur d'activité",
            "Code section tableau pharmaciens",
            "Code rôle",
            "Numéro SIRET site",
            "Numéro SIREN site",
            "Numéro FINESS site",
            "Numéro FINESS établissement juridique",
            "Identifiant technique de la structure",
            "Raison sociale site",
            "Enseigne commerciale site",
            "Complément destinataire (coord. structure)",
            "Complément point géographique (coord. structure)",
            "Numéro Voie (coord. structure)",
            "Indice répétition voie (coord. structure)",
            "Code type de voie (coord. structure)",
            "Libellé Voie (coord. structure)",
            "Mention distribution (coord. structure)",
            "Bureau cedex (coord. structure)",
            "Code postal (coord. structure)",
            "Code commune (coord. structure)",
            "Code pays (coord. structure)",
            "Téléphone (coord. structure)",
            "Téléphone 2 (coord. structure)",
            "Télécopie (coord. structure)",
            "Adresse e-mail (coord. structure)",
            "Code département (coord. structure)",
            "Ancien identifiant de la structure",
            "Autorité d'enregistrement",
            "");

    public static final String HEADER = String.join("|", COLUMNS) + "\n";

    private final Map<String, String> fields = new HashMap<>();

    /** A doctor without a place of practice. */
    public static Extract doctor(String rpps) {
        return new Extract()
                .with("Type d'identifiant PP", "8")
                .with("Identifiant PP", rpps)
                .with("Identification nationale PP", "8" + rpps)
                .with("Nom de famille", "NAISSANCE")
                .with("Prénoms", "CLAIRE'MARIE")
                .with("Code profession", "10")
                .with("Nom d'exercice", "EXERCICE")
                .with("Prénom d'exercice", "Claire");
    }

    public Extract with(String column, String value) {
        fields.put(column, value);
        return this;
    }

    public Extract at(String organization, String town) {
        return with("Raison sociale site", organization).with("Bureau cedex (coord. structure)", town);
    }

    /** Its line, with the end of line. */
    public String line() {
        return COLUMNS.stream()
                .map(column -> fields.getOrDefault(column, ""))
                .collect(Collectors.joining("|", "", "\n"));
    }
}

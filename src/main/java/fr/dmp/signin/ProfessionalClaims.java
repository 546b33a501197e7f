package fr.dmp.signin;

import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.refusal.Refusal;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of a professional, in the shape of Pro Santé Connect's claims. The directory has the last word.
 *
 * @param rpps empty where none is named
 * @param professions codes of the professions that they practise
 * @param regulation whether the right of a SAMU's regulating doctor was given
 */
public record ProfessionalClaims(String rpps, Set<String> professions, boolean regulation) {

    /** A national identifier of type 8 is an RPPS. */
    private static final String RPPS_PREFIX = "8";

    public static ProfessionalClaims of(Map<String, Object> claims) {
        String rpps = claims.get("SubjectNameID") instanceof String id && id.startsWith(RPPS_PREFIX)
                ? id.substring(RPPS_PREFIX.length())
                : "";
        return new ProfessionalClaims(
                rpps, professions(claims.get("SubjectRefPro")), "VRAI".equals(claims.get("Acces_Regulation_Medicale")));
    }

    /** {@code SubjectRefPro.exercices[].codeProfession}. */
    private static Set<String> professions(@Nullable Object references) {
        return references instanceof Map<?, ?> pro && pro.get("exercices") instanceof Collection<?> exercices
                ? exercices.stream()
                        .map(exercice -> exercice instanceof Map<?, ?> fields ? fields.get("codeProfession") : null)
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /**
     * Whoever is in the directory, in practice, and of a profession that was said.
     *
     * @throws Refusal 403 {@code professional-unknown}, {@code professional-struck-off}, {@code profession-mismatch}
     */
    public ProfessionalSession admit(Professionals directory) {
        Professional professional = Optional.of(rpps)
                .filter(named -> !named.isEmpty())
                .flatMap(directory::find)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.DENIED, "professional-unknown"));
        if (professional.struckOff()) {
            throw Refusal.of(Refusal.Kind.DENIED, "professional-struck-off");
        }
        if (!professions.contains(professional.profession())) {
            throw Refusal.of(Refusal.Kind.DENIED, "profession-mismatch");
        }
        return new ProfessionalSession(professional, regulation && professional.regulation());
    }
}

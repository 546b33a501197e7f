package fr.dmp.signin;

import java.util.Optional;

/**
 * The sessions of professionals at the pages under {@code /pro}, in the database. They end after 10 minutes without a
 * request, and after 8 hours in any case.
 */
public interface ProfessionalSessions {

    /** Begins a session and returns its token. */
    String begin(ProfessionalSession professional);

    /**
     * Whose token this is; empty once the session is over.
     *
     * @throws fr.dmp.refusal.Refusal 403 {@code professional-unknown}, {@code professional-struck-off},
     *     {@code profession-mismatch} for one whom the directory doesn't know as they signed in any more
     */
    Optional<ProfessionalSession> authenticate(String token);

    /** Ends a session; one that is over already stays so. */
    void end(String token);
}

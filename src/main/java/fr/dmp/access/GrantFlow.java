package fr.dmp.access;

import fr.dmp.access.AccessRequests.Answer;
import fr.dmp.access.ProfessionalAccess.Consent;

/** What moves a request on, within the caller's transaction. */
public interface GrantFlow {

    /** Goes as far as it can without the holder. */
    void start(AccessRequest request, Consent consent);

    /** The holder has answered one that was asked from afar. */
    void answered(AccessRequest request, Answer answer);

    /** It was settled otherwise: nobody's answer is waited for any more. */
    void end(AccessRequest request);
}

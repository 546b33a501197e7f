package fr.dmp.portal;

import fr.dmp.refusal.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** A page that shows a refusal carries its status, as the API's answer would. */
final class Answer {

    private Answer() {}

    static void refused(HttpServletResponse response, Refusal refused) {
        response.setStatus(refused.kind().status());
        Object wait = refused.properties().get("retryAfter");
        if (wait != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, wait.toString());
        }
    }

    /** Why the decision said no. Any other refusal than the decision's is the frame's to tell. */
    static String ground(Refusal refused) {
        Object ground = refused.properties().get("ground");
        if (ground == null) {
            throw refused;
        }
        return ground.toString();
    }
}

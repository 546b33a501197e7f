package fr.dmp.engine;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The calls of the engine's REST interface that send something, named one by one: which of them only ask, which people
 * need for their tasks, which an administrator needs to run the engine. The other hundred would take a text that anyone
 * types, on paths that no form and no intake watches: they are open to nobody, whatever the engine's permissions say.
 */
final class EngineCalls {

    private static final String BASE = "/(?:camunda/api/engine/engine/default|engine-rest(?:/engine/default)?)";
    private static final Set<String> ASKING = Set.of("GET", "HEAD", "OPTIONS");

    private static final Pattern QUERY = sent("POST /(task|process-instance|execution|variable-instance|external-task"
            + "|job|job-definition|group|history/(activity-instance|detail|external-task-log|job-log|process-instance"
            + "|task|variable-instance))(/count)?"
            + "|POST /filter/ID/(list|singleResult|count)"
            + "|POST /identity/(verify|password-policy)|POST /schema/log");

    private static final Pattern WORK = sent("POST /task/ID/(claim|unclaim|assignee|complete|submit-form)"
            + "|POST /process-definition/(key/)?ID/(start|submit-form)"
            + "|PUT /user/ID/credentials");

    /** (P) Accounts, membership, jobs and instances; groups, permissions, lists and models are the program's own. */
    private static final Pattern ADMINISTRATION = sent("POST /user/(create|ID/unlock)|PUT /user/ID/profile"
            + "|DELETE /user/ID|(PUT|DELETE) /group/ID/members/ID"
            + "|POST /job/ID/(execute|duedate/recalculate)|PUT /job/ID/(retries|duedate|priority|suspended)"
            + "|PUT /job-definition/ID/(retries|suspended)|PUT /process-(definition|instance)/ID/suspended"
            + "|DELETE /(process-instance|incident|job)/ID");

    private EngineCalls() {}

    /** Whether only an administrator may make this call. */
    static boolean administer(HttpServletRequest request) {
        return matches(ADMINISTRATION, request);
    }

    /** Whether nobody may. */
    static boolean closed(HttpServletRequest request) {
        return !ASKING.contains(request.getMethod())
                && request.getRequestURI().matches("/(camunda/api/engine|engine-rest)(/.*)?")
                && !matches(QUERY, request)
                && !matches(WORK, request)
                && !matches(ADMINISTRATION, request);
    }

    private static boolean matches(Pattern calls, HttpServletRequest request) {
        String path = request.getRequestURI();
        String beneath = path.replaceFirst("^" + BASE, "");
        return !beneath.equals(path)
                && calls.matcher(request.getMethod() + " " + beneath).matches();
    }

    private static Pattern sent(String calls) {
        return Pattern.compile("(?:" + calls.replace("ID", "[^/]+") + ")/?");
    }
}

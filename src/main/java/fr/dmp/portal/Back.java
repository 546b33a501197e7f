package fr.dmp.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** Where the change of language comes back to: a page of ours, with what was chosen to be shown on it. */
final class Back {

    /** The filters of lists, and the page of a list; anything else of an address isn't carried along. */
    private static final List<String> CHOSEN = List.of("section", "du", "au", "suite", "etat", "acte");

    static final String PROFESSIONALS = "/pro";

    /** None of ours is longer; a header that is too long would be an error. */
    private static final int LONGEST = 500;

    private static final String CHOICE = "(?:" + String.join("|", CHOSEN) + ")=[A-Za-z0-9._~%-]*+";
    private static final Pattern OURS =
            Pattern.compile("(?:/|(?:/[a-z0-9-]++)++)(?:\\?" + CHOICE + "(?:&" + CHOICE + ")*+)?");

    private Back() {}

    static String to(HttpServletRequest request) {
        String chosen = CHOSEN.stream()
                .filter(name -> request.getParameter(name) != null
                        && request.getMethod().equals("GET"))
                .map(name -> name + "=" + UriUtils.encode(request.getParameter(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request.getRequestURI() + (chosen.isEmpty() ? "" : "?" + chosen);
    }

    /** The first page of the part that an address belongs to: the professionals' or the holders'. */
    static String home(String path) {
        return path.equals(PROFESSIONALS) || path.startsWith(PROFESSIONALS + "/") ? PROFESSIONALS : "/";
    }

    /** The page that a form names, where it is one of ours; else the first one. */
    static String checked(String named) {
        return named.length() <= LONGEST && OURS.matcher(named).matches() ? named : "/";
    }
}

package fr.dmp.portal;

import fr.dmp.gate.Surface;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a person's browser is shown where the container found no answer; software gets the same as a problem. */
@Controller
class ErrorPages {

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    String error(HttpServletRequest request, HttpServletResponse response, Model model) {
        Object told = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = told instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
        response.setStatus(status);
        model.addAttribute(
                "home", Back.home(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))));
        if (Surface.STAFF.matches(request)) {
            model.addAttribute("kind", kind(status));
            return "error/staff";
        }
        return "error/" + kind(status);
    }

    private static String kind(int status) {
        return switch (status) {
            case HttpServletResponse.SC_FORBIDDEN -> "403";
            case HttpServletResponse.SC_NOT_FOUND -> "404";
            default -> status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? "4xx" : "5xx";
        };
    }
}

package fr.dmp.portal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a person's browser is shown where the container found no answer; software gets the same as a problem. */
@Controller
class ErrorPages {

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    String error(HttpServletRequest request, HttpServletResponse response) {
        Object told = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = told instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
        response.setStatus(status);
        return switch (status) {
            case HttpServletResponse.SC_FORBIDDEN -> "error/403";
            case HttpServletResponse.SC_NOT_FOUND -> "error/404";
            default -> status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? "error/4xx" : "error/5xx";
        };
    }
}

package fr.dmp.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What a professional meets whose session is over, or hasn't begun; or whose form isn't ours. */
final class ProDoorstep implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
        boolean over = Cookies.PROFESSIONAL.read(request).isPresent();
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader("Location", over ? Back.PROFESSIONALS + "?fin" : Back.PROFESSIONALS);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        response.sendError(HttpStatus.FORBIDDEN.value());
    }
}

package fr.dmp.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** An upload is read into memory as soon as anyone asks for a field of its form: not before its sender is known. */
final class SignedInUploads extends OncePerRequestFilter {

    private final AuthenticationEntryPoint doorstep;

    SignedInUploads(AuthenticationEntryPoint doorstep) {
        this.doorstep = doorstep;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            doorstep.commence(request, response, new InsufficientAuthenticationException("an upload by nobody"));
            return;
        }
        chain.doFilter(request, response);
    }
}

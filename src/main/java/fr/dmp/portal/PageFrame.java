package fr.dmp.portal;

import fr.dmp.refusal.Overload;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.ProfessionalSession;
import fr.dmp.signin.Representation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** Gives each page its frame, and a page to each refusal that no form shows. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageFrame {

    private static final Logger LOG = LoggerFactory.getLogger(PageFrame.class);
    private static final int CAUSES = 8;
    private static final int FRAMES = 12;

    private final Assets assets;
    private final Representation representation;

    PageFrame(Assets assets, Representation representation) {
        this.assets = assets;
        this.representation = representation;
    }

    @ModelAttribute
    void frame(
            Model model,
            Locale locale,
            HttpServletRequest request,
            @Nullable CsrfToken form,
            @AuthenticationPrincipal @Nullable HolderSession session,
            @AuthenticationPrincipal @Nullable ProfessionalSession professional) {
        if (form != null) {
            // Asked for now, because its cookie can't be set once the page has begun to leave.
            form.getToken();
        }
        String back = Back.to(request);
        model.addAttribute(
                "frame",
                session == null
                        ? Frame.anonymous(locale.getLanguage(), back, assets.version())
                        : Frame.of(locale.getLanguage(), back, assets.version(), session, whom(request)));
        if (professional != null) {
            model.addAttribute("professional", professional.professional());
        }
    }

    private @Nullable String whom(HttpServletRequest request) {
        return request.getAttribute(HolderFilter.ACTING) instanceof HolderSession acting
                ? representation.name(acting)
                : null;
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
        Answer.refused(response, refusal);
        return error(
                switch (refusal.kind()) {
                    case DENIED -> "403";
                    case ABSENT -> "404";
                    case UNAVAILABLE -> "5xx";
                    default -> "4xx";
                },
                request);
    }

    /** What nobody expected: a page for the person, and for the operators the classes and places, never the words. */
    @ExceptionHandler(RuntimeException.class)
    ModelAndView failed(RuntimeException thrown, HttpServletRequest request, HttpServletResponse response) {
        if (Overload.is(thrown)) {
            return refused(Overload.refusal(), request, response);
        }
        LOG.error(
                "a page failed: {}",
                Stream.iterate((Throwable) thrown, cause -> cause != null, Throwable::getCause)
                        .limit(CAUSES)
                        .map(cause -> cause.getClass().getName() + " at "
                                + Arrays.stream(cause.getStackTrace())
                                        .limit(FRAMES)
                                        .map(StackTraceElement::toString)
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; caused by ")));
        response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        return error("5xx", request);
    }

    private static ModelAndView error(String kind, HttpServletRequest request) {
        return new ModelAndView("error/" + kind).addObject("home", Back.home(request.getRequestURI()));
    }
}

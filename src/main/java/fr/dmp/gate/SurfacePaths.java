package fr.dmp.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The raw path can be matched as it stands: the gate lets through none that could be read in two ways. */
final class SurfacePaths implements RequestMatcher {

    private final Surface surface;
    private final List<PathPattern> patterns;

    SurfacePaths(Surface surface, String... patterns) {
        this.surface = surface;
        this.patterns = Arrays.stream(patterns)
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return surface.matches(request) && patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}

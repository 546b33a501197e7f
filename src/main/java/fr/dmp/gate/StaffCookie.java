package fr.dmp.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.stereotype.Component;

/**
 * The cookie of the servlet session, which is the staff's alone. Browsers send cookies to every port of a host, so it
 * is neither read nor written on the public one.
 */
@Component
class StaffCookie extends DefaultCookieSerializer {

    StaffCookie(ServerProperties server) {
        Session.Cookie cookie = server.getServlet().getSession().getCookie();
        setCookieName(cookie.getName());
        setCookiePath("/");
        setUseHttpOnlyCookie(true);
        setUseSecureCookie(true);
        setSameSite("Strict");
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return Surface.STAFF.matches(request) ? super.readCookieValues(request) : List.of();
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        if (Surface.STAFF.matches(value.getRequest())) {
            super.writeCookieValue(value);
        }
    }
}

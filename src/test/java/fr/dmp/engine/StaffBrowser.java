package fr.dmp.engine;

import fr.dmp.gate.Raw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser, or a program by the REST interface, does at the staff port. */
public final class StaffBrowser {

    public static final String PASSWORD = "bac-a-sable";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern COOKIE = Pattern.compile("Set-Cookie: (__Host-staff)=([^;\\r]*)");
    private static final Pattern TOKEN = Pattern.compile("X-XSRF-TOKEN: ([0-9A-F]+)");

    private final int port;
    private final Map<String, String> headers = new HashMap<>();

    private StaffBrowser(int port) {
        this.port = port;
    }

    public static StaffBrowser anonymous(int port) {
        return new StaffBrowser(port);
    }

    /** Signs in to Tasklist. */
    public static StaffBrowser signedIn(int port, String login) throws IOException {
        StaffBrowser browser = new StaffBrowser(port);
        browser.keep(browser.get("/camunda/app/tasklist/default/"));
        String answer = browser.send(
                "POST",
                "/camunda/api/admin/auth/user/default/login/tasklist",
                FORM,
                "username=" + login + "&password=" + PASSWORD);
        if (Raw.status(answer) != 200) {
            throw new IllegalStateException(answer);
        }
        browser.keep(answer);
        browser.keep(browser.get("/camunda/api/engine/engine/"));
        return browser;
    }

    /** A program that signs in at each call. */
    public static StaffBrowser program(int port, String login) {
        StaffBrowser program = new StaffBrowser(port);
        String account = login + ":" + PASSWORD;
        program.headers.put(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8)));
        return program;
    }

    public String get(String target) throws IOException {
        return Raw.send(port, "GET", target, headers, "");
    }

    public String send(String method, String target, String json) throws IOException {
        return send(method, target, "application/json", json);
    }

    public String send(String method, String target, String type, String body) throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", type);
        return Raw.send(port, method, target, all, body);
    }

    /** The session's cookie, as the header has it: for a real browser that is to go on from here. */
    public String cookie() {
        return String.valueOf(headers.get("Cookie"));
    }

    /** The same browser, its cookie and token kept, at another node. */
    public StaffBrowser at(int other) {
        StaffBrowser browser = new StaffBrowser(other);
        browser.headers.putAll(headers);
        return browser;
    }

    public StaffBrowser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    StaffBrowser without(String header) {
        headers.remove(header);
        return this;
    }

    /** Keeps the cookie and the token, as a browser would. */
    private void keep(String answer) {
        Matcher cookie = COOKIE.matcher(answer);
        while (cookie.find()) {
            headers.put("Cookie", cookie.group(1) + "=" + cookie.group(2));
        }
        Matcher token = TOKEN.matcher(answer);
        if (token.find()) {
            headers.put("X-XSRF-TOKEN", token.group(1));
        }
    }
}

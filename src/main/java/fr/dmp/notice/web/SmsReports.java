package fr.dmp.notice.web;

import com.twilio.security.RequestValidator;
import fr.dmp.notice.Progress;
import fr.dmp.notice.Settlement;
import fr.dmp.notice.SmsAccount;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the SMS gateway reports of a message. Every report is signed over the address that we gave; one that isn't, is
 * answered 403. A right one is always 204, known or not: nothing is told about what is here.
 */
@RestController
class SmsReports {

    private static final String NOTICE = "notice";

    private final SmsAccount account;
    private final Settlement settlement;

    SmsReports(SmsAccount account, Settlement settlement) {
        this.account = account;
        this.settlement = settlement;
    }

    @PostMapping(path = SmsReportsGate.PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> report(HttpServletRequest request) {
        Optional<Map<String, String>> said = said(request);
        if (said.isEmpty() || !account.present() || !signed(request, said.get())) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        String sid = said.get().getOrDefault("MessageSid", "");
        notice(request).filter(id -> sid.matches("(SM|MM)[0-9a-f]{32}")).ifPresent(id -> Progress.of(
                        said.get().getOrDefault("MessageStatus", ""))
                .ifPresent(progress -> settlement.report(id, sid, progress, reason(said.get()))));
        return ResponseEntity.noContent().build();
    }

    /** The form's own fields, each once; those of the address are part of the address. */
    private static Optional<Map<String, String>> said(HttpServletRequest request) {
        Map<String, String> said = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> said.put(name, values[0]));
        said.remove(NOTICE);
        boolean once = request.getParameterMap().values().stream().allMatch(values -> values.length == 1);
        return once ? Optional.of(said) : Optional.empty();
    }

    private boolean signed(HttpServletRequest request, Map<String, String> said) {
        String query =
                Optional.ofNullable(request.getQueryString()).map(q -> "?" + q).orElse("");
        String signature =
                Optional.ofNullable(request.getHeader("X-Twilio-Signature")).orElse("");
        return new RequestValidator(account.token()).validate(account.callback() + query, said, signature);
    }

    private static Optional<UUID> notice(HttpServletRequest request) {
        return Optional.ofNullable(request.getQueryString())
                .filter(query -> query.matches(NOTICE + "=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(query -> UUID.fromString(query.substring(NOTICE.length() + 1)));
    }

    private static String reason(Map<String, String> said) {
        return Optional.ofNullable(said.get("ErrorCode"))
                .filter(code -> code.matches("\\d{1,6}"))
                .orElse("not-delivered");
    }
}

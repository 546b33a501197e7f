package fr.dmp.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Twilio's Messages API writes and reads things, as its published description has it. */
final class TwilioShapes {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final int SEGMENT = 160;

    private TwilioShapes() {}

    static Map<String, Object> message(String account, SandboxMessages.Sms sms) {
        String date = DATE.format(sms.at().atOffset(ZoneOffset.UTC));
        boolean failed = sms.status().equals("undelivered");
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("account_sid", account);
        shape.put("api_version", "2010-04-01");
        shape.put("body", sms.text());
        shape.put("date_created", date);
        shape.put("date_sent", sms.status().equals("queued") ? null : date);
        shape.put("date_updated", date);
        shape.put("direction", "outbound-api");
        shape.put("error_code", failed ? 30003 : null);
        shape.put("error_message", failed ? "Unreachable destination handset" : null);
        shape.put("from", sms.from());
        shape.put("messaging_service_sid", null);
        shape.put("num_media", "0");
        shape.put("num_segments", Integer.toString((sms.text().length() + SEGMENT - 1) / SEGMENT));
        shape.put("price", null);
        shape.put("price_unit", "EUR");
        shape.put("sid", sms.sid());
        shape.put("status", sms.status());
        shape.put("subresource_uris", Map.of());
        shape.put("to", sms.to());
        shape.put("uri", "/2010-04-01/Accounts/" + account + "/Messages/" + sms.sid() + ".json");
        return shape;
    }

    static Map<String, Object> page(String account, List<SandboxMessages.Sms> found) {
        String uri = "/2010-04-01/Accounts/" + account + "/Messages.json";
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("messages", found.stream().map(sms -> message(account, sms)).toList());
        shape.put("start", 0);
        shape.put("end", Math.max(0, found.size() - 1));
        shape.put("page", 0);
        shape.put("page_size", 50);
        shape.put("uri", uri);
        shape.put("first_page_uri", uri);
        shape.put("next_page_uri", null);
        shape.put("previous_page_uri", null);
        return shape;
    }

    static Map<String, Object> fault(int status, int code, String message) {
        return Map.of(
                "status",
                status,
                "code",
                code,
                "message",
                message,
                "more_info",
                "https://www.twilio.com/docs/errors/" + code);
    }

    /** A form, or the query of an address. */
    static Map<String, String> form(@Nullable String encoded) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}

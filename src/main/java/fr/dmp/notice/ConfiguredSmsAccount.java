package fr.dmp.notice;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The account as the environment gives it, under {@code dmp.notice.sms}. */
@ConfigurationProperties("dmp.notice.sms")
record ConfiguredSmsAccount(
        @DefaultValue("https://api.twilio.com") URI base,
        @DefaultValue("") String sid,
        @DefaultValue("") String token,
        @DefaultValue("DMP") String sender,
        @DefaultValue("http://127.0.0.1:8080/callbacks/sms") URI callback)
        implements SmsAccount {

    ConfiguredSmsAccount {
        if (!sender.matches("[A-Za-z0-9 ]{1,11}")) {
            throw new IllegalArgumentException("dmp.notice.sms.sender: at most eleven letters or digits");
        }
    }

    @Override
    public boolean present() {
        return !sid.isBlank() && !token.isBlank();
    }

    @Override
    public String toString() {
        return "SmsAccount[" + base + "]";
    }
}

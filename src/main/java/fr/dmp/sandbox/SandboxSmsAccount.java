package fr.dmp.sandbox;

import fr.dmp.notice.SmsAccount;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The program's account at the sandbox's phone, on whatever ports the two of them run. */
@Component
@Primary
@Profile("sandbox")
@ConditionalOnProperty(name = "dmp.sandbox.phone.enabled", matchIfMissing = true)
class SandboxSmsAccount implements SmsAccount {

    private final SandboxPhone phone;
    private final Environment environment;
    private final String sid;
    private final String token;

    SandboxSmsAccount(
            SandboxPhone phone,
            Environment environment,
            @Value("${dmp.notice.sms.sid}") String sid,
            @Value("${dmp.notice.sms.token}") String token) {
        this.phone = phone;
        this.environment = environment;
        this.sid = sid;
        this.token = token;
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public URI base() {
        return URI.create("http://127.0.0.1:" + phone.port());
    }

    @Override
    public String sid() {
        return sid;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String sender() {
        return "DMP";
    }

    /** The public port is only known once it is open. */
    @Override
    public URI callback() {
        String port = environment.getProperty("local.server.port", environment.getRequiredProperty("server.port"));
        return URI.create("http://127.0.0.1:" + port + "/callbacks/sms");
    }
}

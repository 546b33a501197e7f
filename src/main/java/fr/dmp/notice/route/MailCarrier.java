package fr.dmp.notice.route;

import fr.dmp.identity.Channel;
import fr.dmp.notice.Carrier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Mail goes out where a mail server is set. */
@Component
class MailCarrier implements Carrier {

    private final ObjectProvider<JavaMailSender> server;

    MailCarrier(ObjectProvider<JavaMailSender> server) {
        this.server = server;
    }

    @Override
    public boolean carries(Channel channel) {
        return channel == Channel.MAIL && server.getIfAvailable() != null;
    }
}

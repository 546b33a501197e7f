package fr.dmp.sandbox;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The sandbox's mail server: takes any mail, and keeps it before it says so. */
@Configuration
@Profile("sandbox")
@ConditionalOnProperty(name = "dmp.sandbox.mailbox.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MailProperties.class)
class SandboxMailbox {

    @Bean(destroyMethod = "stop")
    GreenMail sandboxMailServer(SandboxMessages messages, @Value("${dmp.sandbox.mailbox.port}") int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.getUserManager().setMessageDeliveryHandler((mail, to) -> kept(messages, mail, to));
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new CannotStart(
                    "Le port " + port + " de la boîte aux lettres du bac à sable est déjà pris.",
                    "Arrêtez l'autre programme, donnez un autre port par dmp.sandbox.mailbox.port, ou, pour un second"
                            + " nœud, dmp.sandbox.mailbox.enabled=false.");
        }
        return server;
    }

    private static GreenMailUser kept(SandboxMessages messages, MovingMessage mail, MailAddress to)
            throws MessagingException {
        MimeMessage message = mail.getMessage();
        try {
            messages.keepMail(
                    String.valueOf(mail.getReturnPath()),
                    to.getEmail(),
                    String.valueOf(message.getSubject()),
                    String.valueOf(message.getContent()).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new MessagingException("a mail that doesn't read", e);
        }
        return new SandboxRecipient(to.getEmail());
    }

    @Bean
    JavaMailSender sandboxMailSender(GreenMail server, MailProperties settings) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        sender.setDefaultEncoding("UTF-8");
        sender.getJavaMailProperties().putAll(settings.getProperties());
        return sender;
    }
}

package fr.dmp.notice.route;

import fr.dmp.notice.Claimed;
import fr.dmp.notice.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends a notice as a mail of plain text. */
@Component("sendMail")
class SendMail {

    private final OpenNotice open;
    private final ObjectProvider<JavaMailSender> server;
    private final InternetAddress from;

    SendMail(
            OpenNotice open,
            ObjectProvider<JavaMailSender> server,
            @Value("${dmp.notice.mail.from}") InternetAddress from) {
        this.open = open;
        this.server = server;
        this.from = from;
    }

    /** A code whose mail may be out isn't sent twice; the person asks for another. */
    @Nullable
    public Object carry(@Body Claimed claimed) {
        return open.then(claimed, worded -> claimed.doubtful() ? new Outcome.GivenUp("unsure") : send(worded));
    }

    private Outcome send(Worded worded) {
        JavaMailSender sender = server.getIfAvailable();
        if (sender == null) {
            return new Outcome.Refused("no-server");
        }
        try {
            sender.send(written(sender.createMimeMessage(), worded));
            return new Outcome.Left(null);
        } catch (MessagingException e) {
            return new Outcome.Refused("unwritable");
        } catch (MailException e) {
            return failed(e, worded);
        }
    }

    private MimeMessage written(MimeMessage mail, Worded worded) throws MessagingException {
        MimeMessageHelper parts = new MimeMessageHelper(mail, false, StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(new InternetAddress(worded.notice().destination(), true));
        parts.setSubject(worded.subject());
        parts.setText(worded.text());
        mail.setHeader(
                "Message-ID",
                "<" + worded.notice().id()
                        + from.getAddress().substring(from.getAddress().indexOf('@')) + ">");
        mail.setHeader("X-Reference", worded.notice().reference());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Content-Language", "fr");
        return mail;
    }

    private static Outcome failed(MailException e, Worded worded) {
        OptionalInt reply =
                causes(e).flatMapToInt(cause -> reply(cause).stream()).findFirst();
        if (reply.isPresent()) {
            String reason = Integer.toString(reply.getAsInt());
            return reply.getAsInt() >= 500 ? new Outcome.Refused(reason) : new Outcome.Later(reason);
        }
        if (e instanceof MailAuthenticationException || causes(e).anyMatch(SendMail::neverConnected)) {
            return new Outcome.Later("no-connection");
        }
        return worded.notice().kind().lifetime().isPresent()
                ? new Outcome.GivenUp("unsure")
                : new Outcome.Later("no-answer");
    }

    private static Stream<Throwable> causes(Throwable e) {
        Stream<Throwable> inner =
                e instanceof MailSendException send ? Arrays.stream(send.getMessageExceptions()) : Stream.empty();
        Stream<Throwable> next = Stream.of(
                        Optional.ofNullable(e.getCause()),
                        Optional.ofNullable(e instanceof MessagingException mail ? mail.getNextException() : null))
                .flatMap(Optional::stream);
        return Stream.concat(
                Stream.of(e),
                Stream.concat(inner, next)
                        .filter(cause -> !Objects.equals(cause, e))
                        .flatMap(SendMail::causes));
    }

    private static OptionalInt reply(Throwable e) {
        if (e instanceof SMTPAddressFailedException address) {
            return OptionalInt.of(address.getReturnCode());
        }
        if (e instanceof SMTPSenderFailedException sender) {
            return OptionalInt.of(sender.getReturnCode());
        }
        return e instanceof SMTPSendFailedException send && send.getReturnCode() > 0
                ? OptionalInt.of(send.getReturnCode())
                : OptionalInt.empty();
    }

    private static boolean neverConnected(Throwable e) {
        return e instanceof MailConnectException || e instanceof ConnectException || e instanceof UnknownHostException;
    }
}

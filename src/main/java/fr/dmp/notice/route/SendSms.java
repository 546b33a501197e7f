package fr.dmp.notice.route;

import com.twilio.base.Page;
import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import fr.dmp.identity.Channel;
import fr.dmp.notice.Claimed;
import fr.dmp.notice.Outcome;
import fr.dmp.notice.Outgoing;
import fr.dmp.notice.Progress;
import fr.dmp.notice.QuietHours;
import fr.dmp.notice.Settlement;
import fr.dmp.notice.SmsAccount;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends an SMS, or looks up whether one that may have left did. */
@Component("sendSms")
class SendSms {

    /** How many of the newest messages to a number are searched for ours. */
    private static final long SEARCHED = 50;

    private final OpenNotice open;
    private final SmsAccount account;
    private final TwilioRestClient gateway;
    private final Settlement settlement;
    private final QuietHours quiet;

    SendSms(OpenNotice open, SmsAccount account, TwilioRestClient gateway, Settlement settlement, QuietHours quiet) {
        this.open = open;
        this.account = account;
        this.gateway = gateway;
        this.settlement = settlement;
        this.quiet = quiet;
    }

    @Nullable
    public Object carry(@Body Claimed claimed) {
        return open.then(claimed, worded -> claimed.doubtful() ? lookUp(worded) : send(worded));
    }

    private Outcome send(Worded worded) {
        if (!account.present()) {
            return new Outcome.Refused("no-account");
        }
        // It was due by day, and its turn came at night.
        if (quiet.hold(worded.notice().kind(), Channel.SMS)) {
            return new Outcome.Later("quiet-hours");
        }
        try {
            PhoneNumber to = new PhoneNumber(worded.notice().destination());
            Message message = Message.creator(to, new PhoneNumber(account.sender()), worded.sms())
                    .setStatusCallback(callback(worded.notice()))
                    .create(gateway);
            return new Outcome.Left(message.getSid());
        } catch (ApiException | ApiConnectionException e) {
            return failed(e);
        }
    }

    /** The id makes a report find its notice even before we know the gateway's number of it. */
    private URI callback(Outgoing notice) {
        return URI.create(account.callback() + "?notice=" + notice.id());
    }

    private static Outcome failed(TwilioException e) {
        if (e instanceof ApiException answer && answer.getStatusCode() != null && answer.getStatusCode() >= 400) {
            return answered(answer.getStatusCode(), Optional.ofNullable(answer.getCode()));
        }
        return neverConnected(e) ? new Outcome.Later("no-connection") : new Outcome.Unsure("no-answer");
    }

    /** Only 429 and 503 say that it wasn't taken: any other server may have failed after it took it. */
    private static Outcome answered(int status, Optional<Integer> code) {
        String reason = status + "/" + code.orElse(0);
        if (status == 429 || status == 503) {
            return new Outcome.Later(reason);
        }
        return status >= 500 ? new Outcome.Unsure(reason) : new Outcome.Refused(reason);
    }

    private static boolean neverConnected(TwilioException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ConnectException
                        || cause instanceof ConnectTimeoutException
                        || cause instanceof UnknownHostException);
    }

    /** Found by number and reference. A code that isn't there is not sent again; another notice is. */
    @Nullable
    private Outcome lookUp(Worded worded) {
        Outgoing notice = worded.notice();
        Optional<Message> found;
        try {
            found = newest(notice)
                    .filter(message ->
                            message.getBody() != null && message.getBody().contains(notice.reference()))
                    .findFirst();
        } catch (ApiException | ApiConnectionException e) {
            return new Outcome.Unsure("no-look-up");
        }
        found.ifPresent(message -> settlement.report(
                notice.id(),
                message.getSid(),
                Progress.of(String.valueOf(message.getStatus())).orElse(Progress.SENT),
                String.valueOf(message.getErrorCode())));
        if (found.isPresent()) {
            return null;
        }
        return notice.kind().lifetime().isPresent() ? new Outcome.GivenUp("not-found") : new Outcome.Later("not-found");
    }

    private Stream<Message> newest(Outgoing notice) {
        Page<Message> page = Message.reader()
                .setTo(new PhoneNumber(notice.destination()))
                .setPageSize(SEARCHED)
                .firstPage(gateway);
        return page.getRecords().stream();
    }
}

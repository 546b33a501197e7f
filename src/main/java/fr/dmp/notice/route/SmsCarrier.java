package fr.dmp.notice.route;

import fr.dmp.identity.Channel;
import fr.dmp.notice.Carrier;
import fr.dmp.notice.SmsAccount;
import org.springframework.stereotype.Component;

/** SMS go out where there is an account for them. */
@Component
class SmsCarrier implements Carrier {

    private final SmsAccount account;

    SmsCarrier(SmsAccount account) {
        this.account = account;
    }

    @Override
    public boolean carries(Channel channel) {
        return channel == Channel.SMS && account.present();
    }
}
